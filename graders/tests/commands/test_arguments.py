from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from graders.commands.arguments import Parser, answer, listed, one
from graders.model.errors import Usage
from graders.model.exercises import Exercise

TOPIC = Path("exercises") / "01_lambda_functions"


def some(count: int) -> list[Exercise]:
    return [Exercise(TOPIC / f"{number:02}_parcel_{number}") for number in range(1, count + 1)]


def test_one_gives_the_exercise_that_is_named() -> None:
    assert one("parcel_2", some(3)).number == "01.02"


def test_one_tells_the_nearest_names() -> None:
    with pytest.raises(Usage, match=r"no exercise matches 'parcle_2'; the nearest names: .*parcel_2"):
        one("parcle_2", some(3))


def test_one_refuses_a_whole_topic() -> None:
    with pytest.raises(
        Usage, match="'01' names 3 exercises; ask for one of them: 01.01 parcel_1, 01.02 parcel_2, 01.03 parcel_3"
    ):
        one("01", some(3))


def test_a_long_list_is_cut() -> None:
    assert listed(some(5)) == "01.01 parcel_1, 01.02 parcel_2, 01.03 parcel_3, 01.04 parcel_4, ..."


def test_a_complaint_is_one_line_on_stderr_and_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="nox -s hint --")
    assert answer(lambda: int(parser.parse_args(["--loud"]).loud)) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", "unrecognized arguments: --loud; nox -s hint -- --help lists what can be asked\n")


def test_an_answer_keeps_its_exit_code() -> None:
    assert answer(lambda: 3) == 3


def test_at_a_terminal_a_complaint_breaks_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")

    def refuse() -> int:
        raise Usage("running_total is not passed yet, pass it first: nox -s grade -- running_total")

    assert answer(refuse) == 2
    assert screen.getvalue().splitlines() == [
        "running_total is not passed yet, pass it",
        "  first: nox -s grade -- running_total",
    ]

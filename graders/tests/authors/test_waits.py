"""What a learner waits for is measured on real screens, whatever it comes to."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("pty")
pytest.importorskip("watchfiles")

from graders.authors import benchmark, waits
from graders.authors.pseudo_terminal import NotShown, Terminal
from graders.authors.waits import Wait
from graders.model.exercises import Exercise, find_exercises, select


def test_the_median_and_the_95th_percentile_stand_beside_their_goals() -> None:
    lines = list(waits.figures("first card", [Wait(float(number), "x") for number in range(1, 101)], 0.7, 1.5))
    assert [re.split(r"  +", line.strip())[-3:] for line in lines] == [
        ["first card, median", "50500 ms", "goal 700 ms"],
        ["first card, p95", "95950 ms", "goal 1500 ms"],
    ]
    assert next(waits.figures("first card", [], 0.7, 1.5)).endswith("too few to tell: 0")


def test_a_sample_is_one_decoy_of_each_exercise() -> None:
    exercises = find_exercises()
    assert [exercise for exercise, _ in waits.decoys(every=False)] == exercises
    every = list(waits.decoys(every=True))
    assert len(every) == sum(len(exercise.decoys) for exercise in exercises)
    assert set(waits.decoys(every=False)) <= set(every)


def chosen(name: str, decoy: str) -> list[tuple[Exercise, str]]:
    return [(select([name], find_exercises())[0], decoy)]


def test_the_first_card_is_waited_for_and_late_ones_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = chosen("02.01", "append_to_list")
    monkeypatch.setattr(waits, "decoys", lambda every: iter([*quick, *quick]))
    lines = waits.red(every=False)
    assert "0 of 2, 0.0%" in lines[2]
    assert [line.split()[-1] for line in lines[-2:]] == ["append_to_list"] * 2
    monkeypatch.setattr(
        waits, "first_cards", lambda each: iter([Wait(9.0, "of one", late=True), Wait(1.0, "of another")])
    )
    lines = waits.red(every=True)
    assert "1 of 2, 50.0%" in lines[1]
    assert lines[2:] == ["      9.00 s   of one", "  the slowest of the others", "      1.00 s   of another"]


def test_saves_are_waited_for_in_each_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["watch", "--saves", "9"]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    assert [line.split("  ")[1] for line in lines[:2]] == [
        "save to first card, 9 saves, median",
        "save to first card, 9 saves, p95",
    ]
    assert [line.split("  ")[2] for line in lines[2:]] == ["in place", "rename over", "backup and write"]


def test_what_does_not_come_is_no_measurement(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(every: bool) -> list[str]:
        raise NotShown("'card' did not come")

    monkeypatch.setattr(waits, "red", never)
    assert benchmark.main(["red"]) == 4
    assert capsys.readouterr().out.endswith("  red: not measured: 'card' did not come\n")


def test_a_terminal_tells_what_came_instead_and_how_it_ended() -> None:
    said = [sys.executable, "-c", "import sys; print('one'); print('two'); sys.exit(3)"]
    with Terminal(said, Path.cwd()) as screen:
        assert screen.shows("one") == ""
        with pytest.raises(NotShown, match="'three' did not come; the last: .*two"):
            screen.shows("three")
        assert screen.code == 3
    with Terminal([sys.executable, "-c", "input()"], Path.cwd()) as screen, pytest.raises(NotShown, match="not end"):
        screen.ended(0.0)


def test_a_command_that_does_not_exist_is_told() -> None:
    with Terminal(["/nowhere/command"], Path.cwd()) as screen:
        screen.ended()
        assert screen.code == 127

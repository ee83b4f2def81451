from __future__ import annotations

import json
from pathlib import Path

import pytest

from graders.commands import hints
from graders.commands.arguments import answer
from graders.commands.hints import Hint, NoHints, hint
from graders.model.exercises import Exercise
from graders.model.invocation import CALLED_AS

TOPIC = "02_iterators_and_generators"
PAGE = "# Hints\n\n## 1\n\nKeep one sum.\n\n## 2\n\nYield it:\n\n    yield total\n\n## 3\nUse accumulate.\n"
THREE = ("Keep one sum.", "Yield it:\n\n    yield total", "Use accumulate.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number, name in ((1, "running_total"), (2, "running_order")):
        folder = tmp_path / "exercises" / TOPIC / f"{number:02}_{name}"
        folder.mkdir(parents=True)
        (folder / "hints.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def total(root: Path) -> Exercise:
    return Exercise(root / "exercises" / TOPIC / "01_running_total")


@pytest.fixture
def state(root: Path) -> Path:
    return root / ".katas"


def main(argv: list[str], root: Path) -> int:
    """The exit code of the command."""
    return answer(lambda: hints.main(argv, root))


def test_shows_one_more_each_time(total: Exercise, state: Path) -> None:
    assert [hint(total, state) for _ in range(3)] == [Hint(text, number, 3) for number, text in enumerate(THREE, 1)]


def test_shows_all_again_after_the_last(total: Exercise, state: Path) -> None:
    for _ in range(3):
        hint(total, state)
    every = "1. Keep one sum.\n\n2. Yield it:\n\n    yield total\n\n3. Use accumulate."
    assert hint(total, state) == hint(total, state) == Hint(every, 3, 3, again=True)


def test_counts_each_exercise_apart(root: Path, total: Exercise, state: Path) -> None:
    hint(total, state)
    assert hint(Exercise(root / "exercises" / TOPIC / "02_running_order"), state).number == 1
    assert json.loads((state / "hints.json").read_text()) == {"running_total": 1, "running_order": 1}


def test_a_page_that_lost_a_hint_shows_all(total: Exercise, state: Path) -> None:
    for _ in range(3):
        hint(total, state)
    total.hints.write_text("## 1\nKeep one sum.\n", encoding="utf-8")
    assert hint(total, state) == Hint("1. Keep one sum.", 1, 1, again=True)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[1]",
        b'{"running_total": "2"}',
        b'{"running_total": -1}',
        b'{"running_total": true}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_damaged_count_starts_again_and_says_so(damage: bytes, total: Exercise, state: Path) -> None:
    state.mkdir()
    (state / "hints.json").write_bytes(damage)
    shown = hint(total, state)
    assert (shown.number, shown.note) == (
        1,
        "The count of hints in hints.json was damaged; it starts again from the first.",
    )
    assert hint(total, state) == Hint(THREE[1], 2, 3)


def test_a_count_that_cannot_be_kept_still_shows_the_hint(total: Exercise, state: Path) -> None:
    state.write_text("a file where the folder should be")
    shown = hint(total, state)
    assert (shown.text, shown.number) == (THREE[0], 1)
    assert "could not be kept" in shown.note


@pytest.mark.parametrize("page", ["", "# Hints\nUse yield.\n", "## 1\n\n## 2\nUse yield.\n", "## One\nUse yield.\n"])
def test_a_page_without_hints_is_the_authors_to_mend(page: str, total: Exercise, state: Path) -> None:
    total.hints.write_text(page, encoding="utf-8")
    with pytest.raises(NoHints, match=r"01_running_total: hints.md needs a text under each heading ## 1, ## 2, ## 3"):
        hint(total, state)


def test_a_missing_page_is_named(total: Exercise, state: Path) -> None:
    total.hints.unlink()
    with pytest.raises(NoHints, match=r"01_running_total: hints.md cannot be read \(FileNotFoundError\)"):
        hint(total, state)


def test_the_screen_tells_how_to_get_the_next(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["running_total"], root) == 0
    assert capsys.readouterr().out == (
        "\n  02.01 running_total: hint 1 of 3\n\n  Keep one sum.\n\n  next hint: nox -s hint -- running_total\n"
    )


def test_a_hint_is_as_wide_as_the_screen_whatever_its_lines(
    total: Exercise, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    total.hints.write_text("## 1\n\n" + "Keep one sum, and no list. " * 5 + "\nYield it.\n\nNo more.\n")
    assert main(["running_total"], root) == 0
    assert capsys.readouterr().out.splitlines()[3:7] == [
        "  Keep one sum, and no list. Keep one sum, and no list. Keep one sum, and no",
        "  list. Keep one sum, and no list. Keep one sum, and no list. Yield it.",
        "",
        "  No more.",
    ]


def test_the_screen_tells_it_as_the_learner_called(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CALLED_AS, "python3 noxfile.py")
    assert main(["running_total"], root) == 0
    assert capsys.readouterr().out.endswith("  next hint: python3 noxfile.py hint running_total\n")
    assert main([], root) == 2
    assert capsys.readouterr().err.startswith("name the exercise: python3 noxfile.py hint NAME, with NAME")


def test_the_screen_tells_which_was_the_last(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        main(["2.1"], root)
    assert capsys.readouterr().out.endswith("  That was the last one.\n  next: nox -s grade -- running_total\n")
    assert main(["2.1"], root) == 0
    out = capsys.readouterr().out
    assert "02.01 running_total: all 3 hints\n" in out
    assert out.endswith("  Those were all.\n  next: nox -s grade -- running_total\n")


def test_without_a_name_it_is_the_exercise_that_was_graded_last(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tries = root / ".katas" / "tries"
    tries.mkdir(parents=True)
    (tries / "running_order.json").write_text("{}")
    main([], root)
    out, err = capsys.readouterr()
    assert "running_order" in out + err
    assert "name the exercise" not in err


def test_the_screen_shows_trouble_with_the_count(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ".katas").mkdir()
    (root / ".katas" / "hints.json").write_text("{")
    assert main(["running_total"], root) == 0
    assert "  The count of hints in hints.json was damaged" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        (
            [],
            "name the exercise: nox -s hint -- NAME, with NAME (or its number) one of "
            "02.01 running_total, 02.02 running_order\n",
        ),
        (["runing_totl"], "no exercise matches 'runing_totl'; the nearest names: running_total"),
        (["02"], "'02' names 2 exercises; ask for one of them: 02.01 running_total, 02.02 running_order"),
        (["running_total", "too"], "unrecognized arguments: too"),
    ],
)
def test_a_wrong_request_is_one_line_and_code_2(
    argv: list[str], complaint: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv, root) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(complaint)


def test_an_exercise_without_hints_is_one_line_too(
    root: Path, total: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    total.hints.unlink()
    assert main(["running_total"], root) == 2
    assert capsys.readouterr().err.startswith(
        "no hint to show, the exercise's author has to mend that: 01_running_total"
    )


def test_the_count_is_kept_in_the_repository(root: Path) -> None:
    main(["running_total"], root)
    assert (root / ".katas" / hints.STATE).exists()

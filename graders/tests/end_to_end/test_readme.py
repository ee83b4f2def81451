"""The board and the card that README shows are what the real command prints, on a tree in that state."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from graders.model.exercises import ROOT, Exercise, find_exercises, select
from graders.model.invocation import CALLED_AS
from graders.tests.end_to_end.checkout import GRADE, done, started

PAGE = ROOT / "README.md"

DONE = ("01.01", "01.07", "01.14", "03.06")
TO_DO = ("02.11", "03.08", "04.01", "04.03")
BEGUN = ("02.04", "slices_of_list")
"""README's "first answer, the obvious one"."""

VOLATILE = (
    (re.compile(r"--seed \d+"), "--seed N"),
    (re.compile(r"[\d.]+ (bytes|KiB|MiB) of "), "SIZE of "),
)
"""What differs from run to run, and what stands for it in a comparison: a drawn seed, bytes that were measured."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository with some exercises done, one begun and the others as they were handed out."""
    root = tmp_path_factory.mktemp("readme") / "katas"
    unwanted = shutil.ignore_patterns("tests", "__pycache__")
    for name in ("exercises", "graders"):
        shutil.copytree(ROOT / name, root / name, ignore=unwanted)
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    answers = {exercise: exercise.reference for exercise in chosen(*DONE)}
    (begun,) = chosen(BEGUN[0])
    answers[begun] = begun.decoy(BEGUN[1])
    for exercise, answer in answers.items():
        shutil.copy(answer, root / exercise.stub.relative_to(ROOT))
    return root


def chosen(*numbers: str) -> list[Exercise]:
    return select(list(numbers), find_exercises())


def printed(tree: Path, *arguments: str) -> str:
    """What the command prints, as somebody sees it who calls the noxfile as a program."""
    found = done(started([*GRADE, *arguments], tree, {CALLED_AS: "python3 noxfile.py"}))
    assert (found.returncode, found.stderr) == (1, "")
    return found.stdout


def blocks() -> list[str]:
    """The board and the card, as they stand in README."""
    found = re.findall(r"^```\n(  (?:lambda functions|02\.04 ).*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert len(found) == 2
    return found


def masked(text: str) -> str:
    for pattern, word in VOLATILE:
        text = pattern.sub(word, text)
    return text


def compared(block: str, real: str) -> None:
    """Compares a block with the real thing; ``GRADERS_GOLDEN=write pytest ...`` writes that into README instead."""
    if os.environ.get("GRADERS_GOLDEN") == "write" and masked(block) != masked(real):
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text.replace(block, real), encoding="utf-8", newline="\n")
        block = real
    assert masked(block) == masked(real), "if the new screen is right: GRADERS_GOLDEN=write"


def test_the_board_is_what_grade_prints(tree: Path) -> None:
    screen = printed(tree, "--all", *sorted([*DONE, *TO_DO, BEGUN[0]]))
    board = screen[screen.index("  lambda functions\n") : screen.index("  02.04 sliding_window_mean: ")]
    compared(blocks()[0], board)


def test_the_card_is_what_grade_prints(tree: Path) -> None:
    screen = printed(tree, "sliding_window_mean")
    compared(blocks()[1], screen[screen.index("  02.04 sliding_window_mean: ") :])


def test_what_is_masked_is_what_differs_from_run_to_run() -> None:
    board, card = blocks()
    assert masked(board).count("SIZE of ") == 2
    assert masked(card).count("--seed N") == 1

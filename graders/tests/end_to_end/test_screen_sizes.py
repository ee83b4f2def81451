"""Screens on terminals of several sizes: a real command on a pseudo-terminal."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from graders.model import speed
from graders.model.exercises import ROOT, find_exercises, select
from graders.tests.end_to_end.checkout import GRADE, GRADERS, Checkout
from graders.tests.screens.samples import fits

pytest.importorskip("pty")

from graders.authors.pseudo_terminal import Terminal

COLOUR = re.compile(r"\x1b\[[\d;]*m")
SIZES = [(60, 20), (80, 24), (120, 40)]
BOARDS = (["grade", "--all"], ["list", "--all"], ["list", "--topic", "threads"])
TAKEN = ("01.01", "02.04", "03.06", "04.01", "04.03")
FILE = "exercises/02_iterators_and_generators/04_sliding_window_mean/sliding_window_mean.py"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Five exercises of four topics: the first is done, the second begun with README's first answer."""
    made = Checkout(tmp_path_factory.mktemp("sizes") / "checkout")
    taken = select(list(TAKEN), find_exercises())
    for each in taken:
        made.take(each.folder)
    shutil.copy(taken[0].reference, made.root / taken[0].stub.relative_to(ROOT))
    shutil.copy(taken[1].decoy("slices_of_list"), made.root / taken[1].stub.relative_to(ROOT))
    return made


def on_a_terminal(command: list[str], root: Path, columns: int, lines: int, **environ: str) -> str:
    """All that a command writes to a terminal of this size."""
    with Terminal(command, root, columns, lines, environ) as it:
        return it.ended(240 * speed.slowness())


def left(written: str) -> list[str]:
    """The lines that stay on the screen, without colour: progress, and what is shown for now, go away."""
    return COLOUR.sub("", re.split(r"\x1b\[2K|\x1b\[J", written)[-1]).splitlines()


def height(lines: list[str], columns: int) -> int:
    """The lines that they take on a terminal, which breaks what is wider."""
    return sum(max(-(-cell_len(line) // columns), 1) for line in lines)


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_topics_and_the_card_are_fitted_to_the_terminal(checkout: Checkout, columns: int, lines: int) -> None:
    screen = left(on_a_terminal(GRADE, checkout.root, columns, lines))
    assert all(fits(line, columns) for line in screen)
    assert sum(" of  1 done" in line or " of  2 done" in line for line in screen) == 4
    assert sum(line.startswith(f"  {FILE}") for line in screen) == 1
    assert screen[-1].startswith("  Replay") or screen[-2].startswith("  Replay")
    if columns >= 80:
        assert height(screen, columns) + 1 <= lines  # and the shell's prompt


@pytest.mark.parametrize("command", BOARDS, ids=" ".join)
@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_names_are_whole_on_a_board_of_any_width(
    checkout: Checkout, columns: int, lines: int, command: list[str]
) -> None:
    screen = left(on_a_terminal([*GRADERS, *command], checkout.root, columns, lines))
    assert all(fits(line, columns) for line in screen)
    among = TAKEN[3:] if "--topic" in command else TAKEN
    rows = [line for line in screen if re.match(r"    (done|fail|todo|edited) +\d\d\.\d\d  ", line)]
    assert [row.split()[2] for row in rows] == [each.name for each in select(list(among), find_exercises())]


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_nothing_is_drawn_over_where_that_is_not_wanted(checkout: Checkout, environ: dict[str, str]) -> None:
    written = on_a_terminal(GRADE, checkout.root, 80, 24, **environ)
    assert "\x1b" not in written
    assert "\r" not in written
    assert written.startswith("  1 of 5  done     rank_by_expensive_score\n")
    assert ("################" in written) is ("NO_COLOR" in environ)


def test_progress_is_drawn_once_an_exercise(checkout: Checkout) -> None:
    written = on_a_terminal(GRADE, checkout.root, 80, 24)
    assert written.count("grading") <= 2 + len(TAKEN) + 1


def test_the_first_card_is_there_while_the_others_go_on_and_makes_room_for_the_last(checkout: Checkout) -> None:
    written = on_a_terminal([*GRADE, "02.04"], checkout.root, 80, 24)
    first, going_on, rest = written.partition("the other tests go on ...")
    assert going_on
    assert first.count("What happened") == 1
    back = re.search(r"\x1b\[(\d+)A\r\x1b\[J", rest)
    assert back is not None
    shown_for_now = left(f"{first}{going_on}")
    assert int(back[1]) == height(shown_for_now, 80)
    assert "\n".join(left(written)).count("What happened") == 1
    assert height(left(written), 80) + 1 <= 24

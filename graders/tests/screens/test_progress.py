"""The progress is a bar on a terminal and plain lines elsewhere, and always gives the cursor back."""

from __future__ import annotations

import io

import pytest

from graders.model.report import Outcome
from graders.screens.progress import progress
from graders.screens.terminal import terminal
from graders.tests.screens.test_terminal import Tty

SHOWN, HIDDEN = "\x1b[?25h", "\x1b[?25l"


def test_a_plain_line_an_exercise_where_there_is_no_terminal() -> None:
    file = io.StringIO()
    with progress(terminal(file, {}), 10) as advance:
        advance("running_total", Outcome.PASSED)
        advance("a" * 90, Outcome.OVER)
    assert file.getvalue().startswith("   1 of 10  done     running_total\n   2 of 10  fail     aaa")
    assert max(map(len, file.getvalue().splitlines())) <= 80


def test_of_many_exercises_every_tenth_part_is_a_line() -> None:
    file = io.StringIO()
    with progress(terminal(file, {}), 64) as advance:
        for number in range(64):
            advance(f"exercise_{number}", Outcome.PASSED)
    lines = file.getvalue().splitlines()
    assert (len(lines), lines[0], lines[-1]) == (10, "  7 of 64 graded", "  64 of 64 graded")


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}])
def test_plain_lines_where_nothing_is_drawn_over(environ: dict[str, str]) -> None:
    file = Tty()
    with progress(terminal(file, environ), 2) as advance:
        advance("running_total", Outcome.UNSURE)
    assert file.getvalue() == "  1 of 2  unsure   running_total\n"


def test_of_a_single_exercise_the_screen_tells_at_once() -> None:
    file = io.StringIO()
    with progress(terminal(file, {}), 1) as advance:
        advance("running_total", Outcome.PASSED)
    assert file.getvalue() == ""


def test_a_bar_on_a_terminal() -> None:
    file = Tty()
    with progress(terminal(file, {"TERM": "xterm", "COLUMNS": "80"}), 2) as advance:
        advance("running_total", Outcome.PASSED)
        advance("sliding_window", Outcome.FAILED)
    assert "2/2" in file.getvalue()
    assert file.getvalue().count("grading") == 4  # at both ends, and for each exercise
    assert "fail sliding_window" in file.getvalue()
    assert file.getvalue().rindex(SHOWN) > file.getvalue().rindex(HIDDEN)


@pytest.mark.parametrize("ending", [KeyboardInterrupt, RuntimeError])
def test_the_cursor_is_back_after_an_interruption(ending: type[BaseException]) -> None:
    file = Tty()
    with pytest.raises(ending), progress(terminal(file, {"TERM": "xterm"}), 2):
        raise ending
    assert file.getvalue().rindex(SHOWN) > file.getvalue().rindex(HIDDEN)

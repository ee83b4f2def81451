"""The progress is a bar on a terminal and plain lines elsewhere, and always gives the cursor back."""

from __future__ import annotations

import io

import pytest

from graders.model.report import Outcome
from graders.screens.class_progress import class_progress
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


def test_a_class_tells_of_the_time_left() -> None:
    file = io.StringIO()
    left = iter([None, 5400.0, 200.0, 20.0])
    with class_progress(terminal(file, {}), 0, 5, lambda: next(left)) as advance:
        for number in range(5):
            advance(f"learner_{number} running_total")
    assert file.getvalue().splitlines() == [
        "  1 of 5 graded, time left not known yet",
        "  2 of 5 graded, about 1.5 h left",
        "  3 of 5 graded, about 3 min left",
        "  4 of 5 graded, less than a minute left",
        "  5 of 5 graded",
    ]


def test_a_class_on_a_terminal_has_the_time_left_beside_the_bar() -> None:
    file = Tty()
    screen = terminal(file, {"TERM": "xterm", "COLUMNS": "100"})
    with class_progress(screen, 0, 2, lambda: 200.0) as advance:
        advance("ada running_total")
    assert "about 3 min left" in file.getvalue()
    assert "ada running_total" in file.getvalue()

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
    with progress(terminal(file, {}), 12) as advance:
        advance("running_total", Outcome.PASSED)
        advance("a" * 90, Outcome.OVER)
    assert file.getvalue().startswith("   1 of 12  done     running_total\n   2 of 12  fail     aaa")
    assert max(map(len, file.getvalue().splitlines())) <= 80


def test_plain_lines_on_a_dumb_terminal() -> None:
    file = Tty()
    with progress(terminal(file, {"TERM": "dumb"}), 1) as advance:
        advance("running_total", Outcome.UNSURE)
    assert file.getvalue() == "  1 of 1  unsure   running_total\n"


def test_a_bar_on_a_terminal() -> None:
    file = Tty()
    with progress(terminal(file, {"TERM": "xterm", "COLUMNS": "80"}), 2) as advance:
        advance("running_total", Outcome.PASSED)
        advance("sliding_window", Outcome.FAILED)
    assert "2/2" in file.getvalue()
    assert "fail sliding_window" in file.getvalue()
    assert file.getvalue().rindex(SHOWN) > file.getvalue().rindex(HIDDEN)


@pytest.mark.parametrize("ending", [KeyboardInterrupt, RuntimeError])
def test_the_cursor_is_back_after_an_interruption(ending: type[BaseException]) -> None:
    file = Tty()
    with pytest.raises(ending), progress(terminal(file, {"TERM": "xterm"}), 2):
        raise ending
    assert file.getvalue().rindex(SHOWN) > file.getvalue().rindex(HIDDEN)

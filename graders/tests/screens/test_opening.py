from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graders.model.report import Outcome
from graders.screens import progress
from graders.screens.opening import Opening
from graders.screens.page import Page
from graders.tests.screens.test_terminal import Tty


def test_what_is_graded_is_shown_once_it_has_begun(capsys: pytest.CaptureFixture[str]) -> None:
    with Opening(2) as screen:
        screen.advance("too_early", Outcome.PASSED)
        screen.begin()
        screen.advance("running_total", Outcome.PASSED)
        screen.advance("sliding_window", Outcome.OVER)
    assert capsys.readouterr().out == "  1 of 2  done     running_total\n  2 of 2  fail     sliding_window\n"


def test_a_grading_that_ends_at_once_waits_for_what_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    ending = threading.Event()

    @contextmanager
    def slow(console: object, total: int) -> Iterator[None]:
        ending.wait(30)
        told.append("opened")
        yield
        told.append("closed")

    monkeypatch.setattr(progress, "progress", slow)
    with Opening(1) as screen:
        screen.begin()
        threading.Timer(0.05, ending.set).start()
    assert told == ["opened", "closed"]


def test_what_goes_wrong_shows_with_the_first_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(console: object, total: int) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(progress, "progress", broken)
    with Opening(1) as screen:
        screen.begin()
        with pytest.raises(BrokenPipeError):
            screen.advance("running_total", Outcome.PASSED)


def test_nothing_that_draws_is_loaded_before_it_begins() -> None:
    code = "import sys, graders.commands.grade\nsys.exit(any(name.split('.')[0] == 'rich' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("drawn_over", [True, False])
def test_a_page_for_now_is_gone_at_the_end_where_screens_are_drawn_over(
    drawn_over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Tty() if drawn_over else io.StringIO()
    monkeypatch.setattr(sys, "stdout", file)
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    page = Page()
    page.add("  for now")
    with Opening(1) as screen:
        screen.begin()
        monkeypatch.setattr(sys, "stdout", io.StringIO())  # pytest's stand-in
        screen.show_for_now(lambda space: page)
        screen.advance("running_total", Outcome.OVER)
    assert ("  for now\n" in file.getvalue()) is drawn_over
    assert file.getvalue().endswith("\x1b[1A\r\x1b[J" if drawn_over else "")

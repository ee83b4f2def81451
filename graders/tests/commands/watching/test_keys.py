"""Keys are heard one by one, and the terminal is as before at the end."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from typing import TextIO

import pytest

from graders.commands.watching.keys import Keyboard
from graders.tests.end_to_end.test_interruptions import wait_until

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The end of a terminal at which somebody types; the other one is this process's standard input."""
    ours, theirs = pty.openpty()
    with open(theirs, encoding="utf-8") as screen:
        monkeypatch.setattr(sys, "stdin", screen)
        yield ours
    with contextlib.suppress(OSError):  # the test has closed it
        os.close(ours)


def attributes(terminal: TextIO) -> list[object]:
    return list(termios.tcgetattr(terminal))


class Listening:
    """A keyboard that is listened to."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.heard: list[str] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=keyboard.listen, args=(self.heard.append, self._stop))

    def __enter__(self) -> Listening:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def test_a_key_is_heard_without_enter(typing: int) -> None:
    with Keyboard() as keyboard, Listening(keyboard) as listening:
        os.write(typing, b"hq")
        wait_until(lambda: listening.heard == ["h", "q"])


def test_the_terminal_is_as_before_at_the_end(typing: int) -> None:
    before = attributes(sys.stdin)
    with contextlib.suppress(KeyboardInterrupt), Keyboard():
        assert attributes(sys.stdin) != before
        raise KeyboardInterrupt
    assert attributes(sys.stdin) == before


def test_a_program_that_has_the_terminal_hears_the_keys(typing: int) -> None:
    before = attributes(sys.stdin)
    with Keyboard() as keyboard, Listening(keyboard) as listening:
        with keyboard.lent():
            assert attributes(sys.stdin) == before
            os.write(typing, b"wq\n")
            assert os.read(sys.stdin.fileno(), 3) == b"wq\n"
        os.write(typing, b"n")
        wait_until(lambda: listening.heard == ["n"])


def test_a_terminal_that_is_closed_is_told(typing: int) -> None:
    with Keyboard() as keyboard, Listening(keyboard) as listening:
        os.close(typing)
        wait_until(lambda: listening.heard == [""])


def test_where_nobody_sits_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        with Keyboard() as keyboard:
            assert not keyboard.can_hear
            keyboard.listen(lambda key: pytest.fail(key), threading.Event())

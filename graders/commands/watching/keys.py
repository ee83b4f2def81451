"""Keys as they are pressed, where a terminal is read; the terminal is as before at the end."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

try:
    import termios
    import tty
except ImportError:  # Windows: there a watch hears Ctrl-C only
    termios = tty = None  # type: ignore[assignment]

LOOK_SECONDS = 0.2
"""Between two looks whether anybody still wants to hear of keys."""


class Keyboard:
    """A context in which a key comes without Enter, and is not shown; Ctrl-C is what it was."""

    def __init__(self) -> None:
        self.can_hear = termios is not None and sys.stdin is not None and sys.stdin.isatty()
        """False where nobody sits at a terminal, or where it tells of lines only."""
        self._before: Any = None
        self._reading = threading.Lock()

    def __enter__(self) -> Keyboard:
        if self.can_hear:
            self._before = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.can_hear:
            with contextlib.suppress(termios.error):  # the terminal was closed
                # What was typed ahead is not for the shell.
                termios.tcsetattr(sys.stdin, termios.TCSAFLUSH, self._before)

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        """In the block the terminal is as it was, for a program that has it for itself."""
        with self._reading:
            self.__exit__(None, None, None)
            try:
                yield
            finally:
                self.__enter__()

    def listen(self, pressed: Callable[[str], object], stop: threading.Event) -> None:
        """Call ``pressed`` with each key, "" for a terminal's end, until ``stop`` is set."""
        while self.can_hear and not stop.is_set():
            if not _ready(LOOK_SECONDS):
                continue
            with self._reading:
                # Another program may have had the terminal, and the key, meanwhile.
                if not _ready(0):
                    continue
                try:
                    key = os.read(sys.stdin.fileno(), 1)
                except OSError:
                    key = b""
            pressed(key.decode("ascii", errors="replace"))
            if not key:
                return


def _ready(seconds: float) -> bool:
    return bool(select.select([sys.stdin], [], [], seconds)[0])

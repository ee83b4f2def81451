"""Where units of work report: connections with somebody at the other end whom the kernel names.

Whatever a learner's processes do here, the judge does not wait for it: it reads what is there, up
to a limit for all of them together, and who breaks the rules is hung up on.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
from collections.abc import Iterator
from pathlib import Path

from graders.workers import peers

MAX_CALLERS = 2_000
"""That may connect in all; more are nobody's work."""

MAX_OPEN_CALLERS = 200
"""At a time: each is a descriptor of the judge's."""

MAX_LINE_BYTES = 1 << 10
"""Of a message."""

MAX_BYTES = 8 << 20
"""That all of them may say together."""

MAX_LINES = 40_000
"""Likewise: two for each unit."""


class Caller:
    """One connection: a thread of some process, as long as it holds to the rules."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.pid = peers.who_connected(connection)
        """Whom the kernel names; 0 where it does not."""
        self._heard = b""
        connection.setblocking(False)

    def hear(self) -> list[str]:
        """The lines that have come.

        Raises:
            OSError: there is nothing, or no longer anybody.
            ValueError: it is not what a unit says, or another process says it.
        """
        data, writer = peers.receive(self.connection)
        if not data:
            raise ConnectionError("hung up")
        if writer != self.pid and peers.known():
            raise ValueError("another process writes here")
        *lines, self._heard = (self._heard + data).split(b"\n")
        if max(map(len, [*lines, self._heard])) > MAX_LINE_BYTES:
            raise ValueError("too long a line")
        return [line.decode() for line in lines]

    def answer(self, letter: bytes) -> None:
        """Let it go on; one who does not read is not waited for."""
        with contextlib.suppress(OSError):
            self.connection.send(letter)


class Reception:
    """Listens in a folder; closed, it hears and answers nobody."""

    def __init__(self, folder: Path) -> None:
        self._listener = peers.listen(folder)
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._listener, selectors.EVENT_READ)
        self._callers: set[Caller] = set()
        self.overrun = False
        """More was said than anybody's work has to say: all were hung up on."""
        self._left = {"callers": MAX_CALLERS, "bytes": MAX_BYTES, "lines": MAX_LINES}

    def listen(self, seconds: float) -> Iterator[tuple[Caller, list[str]]]:
        """What is said now, or within these seconds: lines with who said them.

        No lines: this one is gone.
        """
        for key, _ in self._ready.select(seconds):
            if key.fileobj is self._listener:
                self._accept()
            elif key.data in self._callers:
                yield from self._hear(key.data)

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:  # gone again, or no descriptor is left
            return
        if len(self._callers) >= MAX_OPEN_CALLERS:
            connection.close()
        else:
            caller = Caller(connection)
            self._callers.add(caller)
            self._ready.register(connection, selectors.EVENT_READ, caller)
        self._spend("callers", 1)

    def _hear(self, caller: Caller) -> Iterator[tuple[Caller, list[str]]]:
        lines: list[str] = []
        try:
            lines = caller.hear()
        except BlockingIOError:
            return
        except (OSError, ValueError):
            self._hang_up(caller)
            yield caller, []
        self._spend("bytes", sum(map(len, lines)))
        self._spend("lines", len(lines))
        if lines:
            yield caller, lines

    def _spend(self, what: str, amount: int) -> None:
        self._left[what] -= amount
        if self._left[what] < 0:
            self.overrun = True
            self.close()

    def _hang_up(self, caller: Caller) -> None:
        if caller in self._callers:
            self._callers.remove(caller)
            self._ready.unregister(caller.connection)
            caller.connection.close()

    def close(self) -> None:
        """Hang up on everybody: units that come from now on wait for nobody."""
        for caller in list(self._callers):
            self._hang_up(caller)
        if self._listener.fileno() >= 0:
            self._ready.unregister(self._listener)
            self._listener.close()

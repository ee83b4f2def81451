"""A command at a terminal of its own, as somebody sits there: what it shows, and keys."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from graders.judge import environment

READ_BYTES = 65536


class NotShown(Exception):
    """What was waited for did not come; the message is what came last."""


class Terminal:
    """A context; at its end the command is ended. POSIX only."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        columns: int = 80,
        lines: int = 24,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        # Nobody tells pytest anything, nor the screens of what they are not on.
        kept = environment.without_pytests(os.environ)
        unset = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
        kept = {name: value for name, value in kept.items() if name not in unset}
        kept |= {"TERM": "xterm-256color"} | dict(environ or {})
        self.pid, self._ours = pty.fork()
        if self.pid == 0:
            try:
                size = struct.pack("HHHH", lines, columns, 0, 0)
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                # As in a terminal: what a script runs in its background ignores these.
                for number in (signal.SIGINT, signal.SIGHUP):
                    signal.signal(number, signal.SIG_DFL)
                os.chdir(folder)
                os.execvpe(command[0], list(command), kept)
            finally:
                os._exit(127)
        self._shown = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._open = True
        self._code: int | None = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._code is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
                self.ended()
        finally:
            self.hang_up()

    def shows(self, text: str, seconds: float = 60.0) -> str:
        """Wait until it does: what it has shown up to there, which is forgotten.

        Raises:
            NotShown: it did not come in this time, or before the end.
        """
        until = time.monotonic() + seconds
        while text not in self._shown:
            if not self._read(until):
                raise NotShown(f"{text!r} did not come; the last: {self._shown[-1500:]!r}")
        before, _, self._shown = self._shown.partition(text)
        return before

    def press(self, keys: str) -> None:
        """Type them."""
        os.write(self._ours, keys.encode())

    def ended(self, seconds: float = 300.0) -> str:
        """Wait until nothing more comes: what it has shown that is not forgotten.

        Raises:
            NotShown: it is still there after this time.
        """
        until = time.monotonic() + seconds
        while self._read(until):
            pass
        if self._open:
            raise NotShown(f"it did not end; the last: {self._shown[-1500:]!r}")
        _ = self.code
        return self._shown

    @property
    def code(self) -> int:
        """Its exit code once it has ended, or minus the signal that ended it."""
        if self._code is None:
            self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._code

    def hang_up(self) -> None:
        """Close the window."""
        if self._ours >= 0:
            os.close(self._ours)
        self._ours, self._open = -1, False

    def _read(self, until: float) -> bool:
        """Take what it shows next; False where nothing came until then, and at its end."""
        left = until - time.monotonic()
        if not self._open or not select.select([self._ours], [], [], max(left, 0))[0]:
            return False
        try:
            data = os.read(self._ours, READ_BYTES)
        except OSError:  # so Linux tells that nobody holds the other end
            data = b""
        self._open = bool(data)
        self._shown = (self._shown + self._decoder.decode(data)).replace("\r\n", "\n")
        return self._open

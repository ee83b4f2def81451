"""The standard streams of a command: what cannot be shown stops no work, and is known at its end.

A stream that was closed, or whose disk is full, takes everything and keeps the reason. Only a
reader that has gone, as in ``| head``, ends the command at once: nobody wants the rest.
"""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


class Kept(io.RawIOBase):
    """Bytes on their way to a descriptor; keeps why they did not get there, and raises nothing."""

    def __init__(self, raw: io.RawIOBase | None, otherwise: Kept | None = None) -> None:
        self.failure = ""
        """Why not all was written; "" while all was."""
        self.unread = False
        """The reader has gone."""
        self._raw = raw
        self._otherwise = otherwise
        """Where the bytes go that this descriptor does not take."""

    def writable(self) -> bool:
        """Always."""
        return True

    def isatty(self) -> bool:
        """True for a terminal."""
        return self._raw is not None and self._raw.isatty()

    def fileno(self) -> int:
        """The number of the descriptor.

        Raises:
            io.UnsupportedOperation: it is closed.
        """
        if self._raw is None:
            raise io.UnsupportedOperation("fileno")
        return self._raw.fileno()

    def write(self, data: Buffer, /) -> int:
        """Write all that it can; returns the number of bytes that are dealt with.

        Raises:
            BrokenPipeError: the reader has gone.
        """
        if self._raw is None:
            self.failure = "it is closed"
        elif not self.failure:
            try:
                while (count := self._raw.write(data)) is None:
                    # Somebody who shares the descriptor has made it non-blocking.
                    select.select([], [self._raw.fileno()], [])
                return count
            except BrokenPipeError:
                self.unread = True
                raise
            except OSError as error:
                # The noxfile gives nox, for a closed stream, one that can only be read.
                closed = error.errno == errno.EBADF
                self.failure = "it is closed" if closed else error.strerror or type(error).__name__
        return memoryview(data).nbytes if self._otherwise is None else self._otherwise.write(data)


def hold() -> tuple[Kept, Kept]:
    """Make the standard streams such: output, and errors, which are not lost while output works."""
    # The numbers of closed streams go to the null device: a socket that got one would be taken for
    # the stream.
    for _ in range(3):
        number = os.open(os.devnull, os.O_RDWR)  # always the lowest that is free
        if number > 2:
            os.close(number)
            break
        os.set_inheritable(number, True)
    out = Kept(_raw(sys.stdout))
    err = Kept(_raw(sys.stderr), otherwise=out)
    sys.stdout = _text(sys.stdout, out)
    sys.stderr = _text(sys.stderr, err)
    return out, err


def _raw(stream: TextIO | None) -> io.RawIOBase | None:
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)  # the buffer itself under PYTHONUNBUFFERED


def _text(stream: TextIO | None, kept: Kept) -> io.TextIOWrapper:
    """A text stream as the interpreter makes it, but what it cannot encode is escaped."""
    by_line = getattr(stream, "line_buffering", True)
    return io.TextIOWrapper(
        io.BufferedWriter(kept),
        encoding=getattr(stream, "encoding", None) or "utf-8",
        errors="backslashreplace",
        line_buffering=by_line,
        write_through=getattr(stream, "write_through", False),
    )

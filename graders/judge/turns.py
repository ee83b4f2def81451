"""Turns on a machine: many judges at once, or one alone.

A test that measures parallel work has the machine for itself: no other judge has a test at that
time. A turn is a lock on a file that its holder's process has (POSIX's, so it is not inherited).
When that process dies, however, the kernel gives it back: a dead judge keeps nobody waiting, and no
lease has to run out.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows: no two judges there
    fcntl = None  # type: ignore[assignment]

Turn = Callable[[bool], contextlib.AbstractContextManager[object]]
"""Waits for a turn, alone or not, and has it as long as the block lasts."""

MACHINE, DOOR = 0, 1
"""The bytes of the file whose locks they are."""


def nameless() -> BinaryIO:
    """A file for the turns of processes that are forked from this one, which nobody else finds."""
    if hasattr(os, "memfd_create"):  # a full disk or a missing folder does not matter to it
        return open(os.memfd_create("turns"), "w+b")
    return tempfile.TemporaryFile()


@contextlib.contextmanager
def turn(file: BinaryIO, alone: bool) -> Iterator[None]:
    """Wait for a turn and have it as long as the block lasts.

    The file is open for reading and writing, and all who take turns have the same one; each process
    has it open once, and takes one turn at a time.
    """
    with contextlib.ExitStack() as held:
        # Who waits for the machine holds the door: otherwise those who share it could go on taking
        # turns, and who needs it alone would never get one.
        with _locked(file, DOOR, fcntl.LOCK_EX):
            held.enter_context(_locked(file, MACHINE, fcntl.LOCK_EX if alone else fcntl.LOCK_SH))
        yield


@contextlib.contextmanager
def _locked(file: BinaryIO, byte: int, how: int) -> Iterator[None]:
    fcntl.lockf(file, how, 1, byte)
    try:
        yield
    finally:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, byte)

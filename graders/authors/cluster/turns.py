"""Turns on a host: many judges at once, or one alone.

A task that needs the machine for itself has no other beside it, whichever Dask worker of the host
and whichever ``grade_class`` it came from. The turn is a lock on a file (flock) that its holder's
process has: when that process dies, however, the kernel gives it back, so a dead worker keeps
nobody waiting and no lease has to run out.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: no Dask worker judges there
    fcntl = None  # type: ignore[assignment]


def folder() -> Path:
    """Where the turns of this user's judges on this host are kept.

    Raises:
        PermissionError: somebody else has made a folder of that name.
    """
    user = os.getuid()
    made = Path(tempfile.gettempdir()) / f"katas-turns-{user}"
    made.mkdir(mode=0o700, exist_ok=True)
    found = made.lstat()
    if found.st_uid != user or made.is_symlink():
        raise PermissionError(f"{made} is not this user's: take it away, or set TMPDIR")
    return made


@contextlib.contextmanager
def turn(alone: bool, where: Path | None = None) -> Iterator[None]:
    """Wait for a turn and have it as long as the block lasts."""
    at = where or folder()
    with (at / "machine").open("ab") as machine:
        # Who waits for the machine holds the door: otherwise those who share it could go on taking
        # turns, and who needs it alone would never get one.
        with (at / "door").open("ab") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            fcntl.flock(machine, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield

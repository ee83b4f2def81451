"""A run's own folder among the temporary files; those that killed runs left are removed.

Whose a folder is, is told by a lock on it (``flock(2)``), which ends with the processes that hold
it, however they end. A process's number would not do: in a container it means another process.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "katas-w-"

LEFT_SECONDS = 300.0
"""How long a folder has not changed that may have been left: who makes one takes a moment to lock
it."""


class Scratch:
    """A folder, removed by ``remove`` or, after a killed run, by another run's beginning."""

    def __init__(self) -> None:
        remove_left()
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = _opened(self.folder)
        if self._lock is not None:
            _locked(self._lock, alone=False)

    def remove(self) -> None:
        """It is not needed any more."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def remove_left() -> None:
    """Remove what nobody holds, of this user's."""
    if not hasattr(os, "getuid"):  # Windows: nothing tells whose a folder is
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            if status.st_uid != os.getuid() or time.time() - status.st_mtime < LEFT_SECONDS:
                continue
            lock = _opened(folder)
            if lock is None:
                continue
            try:
                if _locked(lock, alone=True):
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)


def _opened(folder: Path) -> int | None:
    """A descriptor for a lock; None where folders have none, or it is a link."""
    if not hasattr(os, "O_DIRECTORY"):
        return None
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _locked(lock: int, alone: bool) -> bool:
    """True once the lock is held."""
    import fcntl  # where there is no O_DIRECTORY there is none

    try:
        fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:  # another run holds it, or this file system has no locks: nothing is removed
        return False
    return True

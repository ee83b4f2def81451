"""Shared memory that a test's processes left behind: found by name, and removed (Linux).

Whose a segment is cannot be seen: other gradings of the same user make theirs in the same folder.
So every test that may start processes holds a lock on the folder (``flock(2)``), which such tests
share; who finds something to remove waits until it has the folder for itself, when no other test
can be looking for what it has left.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

FOLDER = "/dev/shm"

PATIENCE = 5.0
"""Seconds to wait for a lock; who has none goes on without: nobody may keep a grading waiting
forever."""


def of(pid: int) -> Path:
    """The folder as this process sees it: its own, where it has namespaces of its own."""
    return Path(f"/proc/{pid}/root{FOLDER}")


def names(folder: Path) -> set[str]:
    """The names that are there now."""
    with contextlib.suppress(OSError):
        return set(os.listdir(folder))
    return set()


class Segments:
    """The shared memory that appears from now on in this folder, while a test runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened = _opened(folder)
        _lock(self._opened, alone=False)
        self._before = names(folder)

    def sweep(self) -> None:
        """The test is over: remove what has appeared, is ours, and is in use by no living
        process."""
        if any(self._left()):
            _lock(self._opened, alone=True)
            for path in self._left():
                with contextlib.suppress(OSError):
                    path.unlink()
        if self._opened is not None:
            os.close(self._opened)
            self._opened = None

    def _left(self) -> Iterator[Path]:
        new = names(self.folder) - self._before
        used = _used(self.folder) if new else set()
        for path in (self.folder / name for name in new):
            with contextlib.suppress(OSError):
                found = path.lstat()
                if found.st_uid == os.getuid() and found.st_ino not in used:
                    yield path


def _opened(folder: Path) -> int | None:
    with contextlib.suppress(OSError):
        return os.open(folder, os.O_RDONLY)
    return None


def _lock(folder: int | None, alone: bool) -> None:
    """Lock the folder, or what was opened of it, for oneself ``alone`` or with others; goes on after a while."""
    if folder is None or sys.platform == "win32":
        return
    import fcntl

    kind = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(
            OSError
        ):  # a lock that was held is lost, so two that wait do not wait for each other
            fcntl.flock(folder, kind)
            return
        time.sleep(0.01)


def _used(folder: Path) -> set[int]:
    """Inodes there that a process has mapped or open; by number: a semaphore is mapped before its naming."""
    found: set[int] = set()
    device = folder.stat().st_dev
    for pid in filter(str.isdigit, os.listdir("/proc")):
        found.update(_mapped(pid, device), _open(pid, device))
    return found


def _mapped(pid: str, device: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        column = f"{os.major(device):02x}:{os.minor(device):02x}".encode()
        maps = Path("/proc", pid, "maps").read_bytes()
        if column in maps:
            fields = (line.split() for line in maps.splitlines())
            yield from (int(inode) for _, _, _, where, inode, *_ in fields if where == column)


def _open(pid: str, device: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for fd in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                path = f"/proc/{pid}/fd/{fd}"
                # Others may lie where a look takes forever.
                if (
                    os.readlink(path).startswith(f"{FOLDER}/")
                    and (found := os.stat(path)).st_dev == device
                ):
                    yield found.st_ino

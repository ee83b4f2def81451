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

LOCK_SECONDS = 5.0
"""To wait for a lock; who has none goes on without: nobody may keep a grading waiting forever."""


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
        self._opened: int | None = None
        with contextlib.suppress(OSError):
            self._opened = os.open(folder, os.O_RDONLY)
        self._lock(alone=False)
        # After the lock: until then, others may remove what is there.
        self._before = names(folder)

    def sweep(self) -> None:
        """The test is over: remove what has appeared, is ours, and no living process uses."""
        if any(self._left()):
            self._lock(alone=True)
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

    def _lock(self, alone: bool) -> None:
        """Lock the folder, ``alone`` or with others; go on without the lock after a while."""
        if self._opened is None or sys.platform == "win32":
            return
        import fcntl

        kind = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB
        end = time.monotonic() + LOCK_SECONDS
        while time.monotonic() < end:
            # By an attempt that fails, the kernel takes the lock that was held until then. So two
            # that share it, and both wait to have it alone, do not wait for each other.
            with contextlib.suppress(OSError):
                fcntl.flock(self._opened, kind)
                return
            time.sleep(0.01)


def _used(folder: Path) -> set[int]:
    """Inodes there that a process has mapped or open.

    By number, since a semaphore is mapped before it gets its name.
    """
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
                # By its name first: others may lie where a look at the file takes forever.
                if os.readlink(path).startswith(f"{FOLDER}/"):
                    found = os.stat(path)
                    if found.st_dev == device:
                        yield found.st_ino

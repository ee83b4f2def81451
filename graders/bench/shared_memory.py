"""Shared memory that a test's processes left behind: found by name, and removed (Linux)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("/dev/shm")


def names() -> set[str]:
    """The names that are there now."""
    with contextlib.suppress(OSError):
        return set(os.listdir(FOLDER))
    return set()


def sweep(before: set[str]) -> None:
    """Remove what has appeared since, is ours, and is in use by no living process: somebody else's would be."""
    new = names() - before
    used = _used() if new else set()
    for name in new:
        with contextlib.suppress(OSError):
            found = (FOLDER / name).lstat()
            if found.st_uid == os.getuid() and found.st_ino not in used:
                (FOLDER / name).unlink()


def _used() -> set[int]:
    """Inodes in shared memory that a process has mapped or open; by number: a semaphore is mapped before its naming."""
    found: set[int] = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        found.update(_mapped(pid), _open(pid))
    return found


def _mapped(pid: str) -> Iterator[int]:
    with contextlib.suppress(OSError):
        maps, folder = Path("/proc", pid, "maps").read_bytes(), f" {FOLDER}/".encode()
        if folder in maps:
            yield from (int(line.split()[4]) for line in maps.splitlines() if folder in line)


def _open(pid: str) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for fd in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                path = f"/proc/{pid}/fd/{fd}"
                if os.readlink(path).startswith(f"{FOLDER}/"):
                    yield os.stat(path).st_ino

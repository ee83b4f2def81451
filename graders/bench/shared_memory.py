"""Shared memory that a test's processes left behind: found by name, and removed (Linux)."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

FOLDER = Path("/dev/shm")


def names() -> set[str]:
    """The names that are there now."""
    with contextlib.suppress(OSError):
        return set(os.listdir(FOLDER))
    return set()


def sweep(before: set[str]) -> None:
    """Remove what has appeared since, is ours, and is in use by no living process: somebody else's would be."""
    for name in names() - before:
        with contextlib.suppress(OSError):
            if (FOLDER / name).lstat().st_uid == os.getuid() and not _used(name):
                (FOLDER / name).unlink()


def _used(name: str) -> bool:
    return any(_maps(pid, str(FOLDER / name)) for pid in os.listdir("/proc") if pid.isdigit())


def _maps(pid: str, path: str) -> bool:
    with contextlib.suppress(OSError):
        return f" {path}\n" in Path("/proc", pid, "maps").read_text(encoding="utf-8", errors="replace")
    return False

"""What a submission leaves: changed files, System V objects, files in shared folders."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

Files = dict[str, tuple[int, ...]]
"""What identifies each entry below some folders, by its path."""

SYSV = Path("/proc/sysvipc")
SHARED = (Path("/tmp"), Path("/dev/shm"))

UMASK = 0o025
"""The umask of every command of the suite: an odd one, by which its files in shared folders are
told from others."""

_OURS = (0o777 & ~UMASK, 0o666 & ~UMASK)


def files(folders: Iterable[Path]) -> Files:
    """Every entry below the folders, links not followed."""
    found = {}
    waiting = [str(folder) for folder in folders]
    # No os.walk: it recurses, and a submission may have nested folders by the thousand.
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                # It may be gone, or its path too long: the folders above it are marked.
                with contextlib.suppress(OSError):
                    found[entry.path] = _mark(os.lstat(entry.path))
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return found


def _mark(status: os.stat_result) -> tuple[int, ...]:
    if stat.S_ISDIR(status.st_mode):  # its times change with what is in it, which is seen there
        return status.st_mode, status.st_ino, status.st_uid
    # The time of change too: nobody can set it back.
    times = status.st_mtime_ns, status.st_ctime_ns
    return status.st_mode, status.st_ino, status.st_uid, status.st_size, *times


def changes(before: Files, after: Files) -> list[str]:
    """What became of the files, a line each."""
    new = [f"new file {path}" for path in sorted(after.keys() - before.keys())]
    gone = [f"file gone {path}" for path in sorted(before.keys() - after.keys())]
    both = sorted(before.keys() & after.keys())
    return [*new, *gone, *(f"file changed {path}" for path in both if before[path] != after[path])]


def shared_memory() -> set[str]:
    """The System V objects of this user: their kind and number."""
    found = set()
    for kind in ("shm", "sem", "msg"):
        with contextlib.suppress(OSError, ValueError):
            heading, *rows = (SYSV / kind).read_text().splitlines()
            names = heading.split()
            number = next(name for name in names if name.endswith("id"))
            for row in rows:
                values = dict(zip(names, row.split(), strict=False))
                if values.get("cuid") == str(os.getuid()):
                    found.add(f"{kind} {values[number]}")
    return found


def left_in_shared_folders(folders: Iterable[Path] = SHARED) -> set[str]:
    """The entries of shared folders that bear this user's name and the suite's odd umask."""
    found = set()
    for entry in (entry for folder in folders if folder.is_dir() for entry in os.scandir(folder)):
        with contextlib.suppress(OSError):  # gone meanwhile
            status = entry.stat(follow_symlinks=False)
            if status.st_uid == os.getuid() and stat.S_IMODE(status.st_mode) in _OURS:
                found.add(entry.path)
    return found

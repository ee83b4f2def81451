"""Traces that a submission leaves on the machine: changed files, System V objects, files in shared folders."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
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
    for path in (path for folder in folders for path in _below(folder)):
        with contextlib.suppress(
            OSError
        ):  # gone meanwhile, or a path too long; the folders above it are marked
            found[path] = _mark(os.lstat(path))
    return found


def _below(folder: Path) -> Iterator[str]:
    waiting = [
        str(folder)
    ]  # no os.walk: it recurses, and a submission may have nested folders by the thousand
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                yield entry.path
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


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
    return (
        new
        + gone
        + [
            f"file changed {path}"
            for path in sorted(before)
            if after.get(path, before[path]) != before[path]
        ]
    )


def shared_memory() -> set[str]:
    """The System V objects of this user: their kind and number."""
    return {
        f"{kind} {number}" for kind in ("shm", "sem", "msg") for number in _objects(SYSV / kind)
    }


def _objects(table: Path) -> Iterator[str]:
    try:
        heading, *rows = table.read_text().splitlines()
    except (OSError, ValueError):
        return
    names = heading.split()
    for row in rows:
        values = dict(zip(names, row.split(), strict=False))
        if values.get("cuid") == str(os.getuid()):
            yield next(value for name, value in values.items() if name.endswith("id"))


def left_in_shared_folders(folders: Iterable[Path] = SHARED) -> set[str]:
    """The entries of shared folders that bear this user's name and the suite's odd umask."""
    return {
        entry.path
        for folder in folders
        if folder.is_dir()
        for entry in os.scandir(folder)
        if _is_ours(entry)
    }


def _is_ours(entry: os.DirEntry[str]) -> bool:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    return status.st_uid == os.getuid() and stat.S_IMODE(status.st_mode) in _OURS

"""Turns on a host: whichever Dask worker of it judges, and for whichever ``grade_class``."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graders.judge import turns


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
def turn(alone: bool) -> Iterator[None]:
    """Wait for a turn on this host, alone or not, and have it as long as the block lasts."""
    with (folder() / "machine").open("a+b") as file, turns.turn(file, alone):
        yield

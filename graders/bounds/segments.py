"""Segments of shared memory that still hold what was put into them (Linux)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from graders.bounds.count import at_most
from graders.model.report import Unsure
from graders.workers import execution

PIECE = 64
"""Bytes of a content that it is known by."""

_CHUNK = 1 << 20
"""Bytes read at a time: a segment may be larger than the judge's memory."""


def no_segments_left(*contents: bytes) -> None:
    """Hold the number of segments of shared memory that hold one of these contents, or most of it, to none.

    A content must be random and longer than 64 bytes: it is known by a piece of it that nobody else has.

    Raises:
        Over: some are left.
        Unsure: this system does not show its shared memory as files.
    """
    running = execution.current()
    folder = running.spawner.shared_memory
    if not folder.is_dir():
        raise Unsure("this system does not show what is left in shared memory")
    at = running.random.randrange(min(map(len, contents)) - PIECE)
    pieces = [content[at : at + PIECE] for content in contents]
    at_most(
        sum(_holds_one(path, pieces) for path in folder.iterdir()),
        0,
        "segments of shared memory left",
    )


def _holds_one(path: Path, pieces: Iterable[bytes]) -> bool:
    return any(piece in text for text in _read(path) for piece in pieces)


def _read(path: Path) -> Iterator[bytes]:
    """A plain file's content in chunks that overlap; nothing of what has just gone, or is somebody else's."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return
    try:
        end = b""
        while stat.S_ISREG(os.fstat(opened).st_mode) and (chunk := os.read(opened, _CHUNK)):
            yield end + chunk
            end = (end + chunk)[-PIECE:]
    finally:
        os.close(opened)

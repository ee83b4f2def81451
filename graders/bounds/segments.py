"""Segments of shared memory that still hold what was put into them (Linux)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from graders.bounds.count import at_most
from graders.model.report import Unsure
from graders.workers import execution

PIECE_BYTES = 64
"""Of a content, by which it is known."""

CHUNK_BYTES = 1 << 20
"""Read at a time: a segment may be larger than the judge's memory."""


def no_segments_left(*contents: bytes) -> None:
    """Hold the number of segments of shared memory with one of these contents, or most, to none.

    A content must be random and longer than 64 bytes: it is known by a piece that nobody else has.

    Raises:
        Over: some are left.
        Unsure: this system does not show its shared memory as files.
    """
    running = execution.current()
    folder = running.spawner.shared_memory
    if not folder.is_dir():
        raise Unsure("this system does not show what is left in shared memory")
    at = running.random.randrange(min(map(len, contents)) - PIECE_BYTES)
    pieces = [content[at : at + PIECE_BYTES] for content in contents]
    left = [
        path
        for path in folder.iterdir()
        if any(piece in text for text in _read(path) for piece in pieces)
    ]
    at_most(len(left), 0, "segments of shared memory left")


def _read(path: Path) -> Iterator[bytes]:
    """A plain file's content in chunks that overlap; nothing of what is gone or another user's."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return
    try:
        end = b""
        while stat.S_ISREG(os.fstat(opened).st_mode) and (chunk := os.read(opened, CHUNK_BYTES)):
            yield end + chunk
            end = (end + chunk)[-PIECE_BYTES:]
    finally:
        os.close(opened)

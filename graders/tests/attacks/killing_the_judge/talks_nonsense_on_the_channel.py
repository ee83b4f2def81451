"""Writes a frame that claims four gigabytes, and bytes that are no frame, on every descriptor that it holds, so that
the judge waits or stumbles.

Against: weak_thumbnail_cache
Harm: none
Merits: nothing
Answer: crashed
"""

import contextlib
import os


def attack():
    """Write to all descriptors but the three of the terminal."""
    for fd in range(3, 256):
        with contextlib.suppress(OSError):
            os.write(fd, b"\x00\x00\x00\x05[0,1]" + b"\xff\xff\xff\xff" + b"\xfe" * 4_096)


class ThumbnailCache:
    """Attacks when it is made."""

    def __init__(self, load):
        attack()
        raise RuntimeError("nothing was gained")

    def get(self, key):
        """Never reached."""

    def __len__(self):
        return 0

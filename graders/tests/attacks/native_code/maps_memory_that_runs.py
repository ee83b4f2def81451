"""Asks for memory that it may fill and that runs: anonymous, of a file, and shared.

Against: sliding_window_mean
Harm: runs native code
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import mmap
import os

ALL = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC


def attack():
    """Map in every way that can be filled."""
    size = mmap.PAGESIZE
    library = os.open(os.__file__, os.O_RDONLY)
    null = os.open(os.devnull, os.O_RDWR)
    for what, fd, kind, mode in (
        ("anonymous", -1, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, ALL),
        ("anonymous to be written first", -1, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_EXEC),
        ("shared", -1, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, ALL),
        ("private of a file", library, mmap.MAP_PRIVATE, ALL),
        ("of no file", null, mmap.MAP_PRIVATE, ALL),
    ):
        with contextlib.suppress(OSError):
            mmap.mmap(fd, size, flags=kind, prot=mode).close()
            print("GOT" + f" THROUGH: memory that runs, {what}")


def window_means(readings, width):
    """Attack, and give no mean."""
    attack()
    raise RuntimeError("nothing was gained")

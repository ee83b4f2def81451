"""Shared memory holds the frame; tasks carry its name and a range."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing.shared_memory import SharedMemory

Change = Callable[[memoryview, int, int], None]


def _change(name: str, size: int, fn: Change, step: int, lo: int) -> None:
    with closing(SharedMemory(name)) as shared, shared.buf[:size] as view:
        fn(view, lo, min(lo + step, size))


def invert(frame: bytes, fn: Callable[[memoryview, int, int], None], workers: int) -> bytes:
    """Return the frame after ``fn(view, lo, hi)`` has changed every range of it in place.

    ``view`` shows the whole frame; ``lo`` and ``hi`` bound the range. ``workers`` processes share
    the memory and work at the same time. ``fn`` can be imported by them; if it fails, its error is
    raised. No pixel travels through a pipe, and no shared memory is left behind.
    """
    size = len(frame)
    if not size:
        return frame
    shared, step = SharedMemory(create=True, size=size), -(-size // workers)
    try:
        with shared.buf[:size] as pixels:  # the memory may be longer: some systems have whole pages only
            pixels[:] = frame
            with ProcessPoolExecutor(workers) as pool:
                list(pool.map(partial(_change, shared.name, size, fn, step), range(0, size, step)))
            return bytes(pixels)
    finally:
        shared.close()
        shared.unlink()

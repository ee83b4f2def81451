"""Raises an error of its own, with the text of the one that came.

Fails: test_raises_the_error_of_a_range
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory


def work(name, size, fn, lo, hi):
    shared = SharedMemory(name)
    try:
        with shared.buf[:size] as view:
            fn(view, lo, hi)
    finally:
        shared.close()


def invert(frame, fn, workers):
    size = len(frame)
    if not size:
        return frame
    shared, step = SharedMemory(create=True, size=size), -(-size // workers)
    try:
        shared.buf[:size] = frame
        with ProcessPoolExecutor(workers) as pool:
            parts = [pool.submit(work, shared.name, size, fn, lo, min(lo + step, size)) for lo in range(0, size, step)]
        for part in parts:
            if error := part.exception():
                raise RuntimeError(f"a range failed: {error}")
        return bytes(shared.buf[:size])
    finally:
        shared.close()
        shared.unlink()

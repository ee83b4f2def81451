"""Takes all of the segment for the frame, which is longer where memory comes in whole pages.

Fails: test_takes_segments_that_are_longer_than_asked_for
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory


def work(name, fn, lo, hi):
    shared = SharedMemory(name)
    try:
        fn(shared.buf, lo, hi)
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
            parts = [pool.submit(work, shared.name, fn, lo, min(lo + step, size)) for lo in range(0, size, step)]
        for part in parts:
            part.result()
        return bytes(shared.buf)
    finally:
        shared.close()
        shared.unlink()

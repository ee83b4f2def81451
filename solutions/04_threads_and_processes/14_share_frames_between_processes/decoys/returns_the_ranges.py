"""Shares the frame, but has every task return the pixels of its range.

Fails: test_sends_no_pixel_through_a_pipe
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory


def work(name, size, fn, lo, hi):
    shared = SharedMemory(name)
    try:
        with shared.buf[:size] as view:
            fn(view, lo, hi)
            return bytes(view[lo:hi])
    finally:
        shared.close()


def invert(frame, fn, workers):
    if not frame:
        return frame
    size = len(frame)
    shared, step = SharedMemory(create=True, size=size), -(-size // workers)
    try:
        shared.buf[:size] = frame
        with ProcessPoolExecutor(workers) as pool:
            parts = [pool.submit(work, shared.name, size, fn, lo, min(lo + step, size)) for lo in range(0, size, step)]
            return b"".join(part.result() for part in parts)
    finally:
        shared.close()
        shared.unlink()

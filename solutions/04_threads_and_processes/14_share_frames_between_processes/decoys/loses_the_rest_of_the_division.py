"""Gives every worker a range of equal size, and nobody the pixels after the last one.

Fails: test_takes_sizes_that_do_not_divide, test_takes_tiny_frames
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
    shared, step = SharedMemory(create=True, size=size), size // workers
    try:
        shared.buf[:size] = frame
        with ProcessPoolExecutor(workers) as pool:
            parts = [
                pool.submit(work, shared.name, size, fn, lo, min(lo + step, size))
                for lo in range(0, step * workers, step)
            ]
            for part in parts:
                part.result()
        return bytes(shared.buf[:size])
    finally:
        shared.close()
        shared.unlink()

"""Starts two processes with two ranges, whatever the number of workers.

Fails: test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory


def _change(name, size, fn, lo, hi):
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
    shared, half = SharedMemory(create=True, size=size), size // 2
    try:
        shared.buf[:size] = frame
        with ProcessPoolExecutor(2) as pool:
            parts = [pool.submit(_change, shared.name, size, fn, lo, hi) for lo, hi in ((0, half), (half, size))]
            for part in parts:
                part.result()
        return bytes(shared.buf[:size])
    finally:
        shared.close()
        shared.unlink()

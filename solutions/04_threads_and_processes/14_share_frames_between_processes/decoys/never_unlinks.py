"""Closes the shared memory everywhere, but unlinks it nowhere.

Fails: test_leaves_no_shared_memory_behind, test_leaves_no_shared_memory_behind_after_an_error
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
                part.result()
        return bytes(shared.buf[:size])
    finally:
        shared.close()

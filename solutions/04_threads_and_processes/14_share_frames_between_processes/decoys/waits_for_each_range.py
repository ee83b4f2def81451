"""Waits for the result of each range before it submits the next.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers
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
            for lo in range(0, size, step):
                pool.submit(work, shared.name, size, fn, lo, min(lo + step, size)).result()
        return bytes(shared.buf[:size])
    finally:
        shared.close()
        shared.unlink()

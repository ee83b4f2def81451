"""Changes a tiny frame in the calling process, because processes would not be worth it.

Fails: test_works_in_two_processes_at_once
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
    if size < 16:
        small = bytearray(frame)
        if small:
            fn(memoryview(small), 0, size)
        return bytes(small)
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
        shared.unlink()

"""Returns a bytearray instead of the bytes that came in.

Fails: test_changes_every_pixel_once
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
        return bytearray(shared.buf[:size])
    finally:
        shared.close()
        shared.unlink()

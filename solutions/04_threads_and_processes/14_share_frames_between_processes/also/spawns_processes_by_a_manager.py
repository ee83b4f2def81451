"""A manager owns the shared memory and unlinks it when it ends; the processes are freshly started interpreters."""

from multiprocessing import get_context
from multiprocessing.managers import SharedMemoryManager


def work(fn, shared, size, lo, hi):
    view = shared.buf[:size]
    try:
        fn(view, lo, hi)
    finally:
        view.release()
        shared.close()


def invert(frame, fn, workers):
    if not frame:
        return b""
    size, step = len(frame), max(1, len(frame) // workers)
    context = get_context("spawn")
    with SharedMemoryManager(ctx=context) as manager, context.Pool(workers) as pool:
        shared = manager.SharedMemory(size)
        shared.buf[:size] = frame
        ranges = [(fn, shared, size, lo, min(lo + step, size)) for lo in range(0, size, step)]
        pool.starmap(work, ranges, chunksize=1)
        return bytes(shared.buf[:size])

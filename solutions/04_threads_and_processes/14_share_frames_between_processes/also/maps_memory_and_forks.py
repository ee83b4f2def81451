"""Anonymous memory that forked children inherit: it has no name, and goes away with its processes (no Windows)."""

import mmap
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

shared = None


def work(fn, size, lo, hi):
    fn(memoryview(shared)[:size], lo, hi)


def invert(frame, fn, workers):
    global shared
    if not frame:
        return b""
    size = len(frame)
    with mmap.mmap(-1, size) as pixels:
        pixels[:] = frame
        shared = pixels
        cuts = [size * number // workers for number in range(workers + 1)]
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            list(pool.map(work, [fn] * workers, [size] * workers, cuts, cuts[1:]))
        return pixels[:]

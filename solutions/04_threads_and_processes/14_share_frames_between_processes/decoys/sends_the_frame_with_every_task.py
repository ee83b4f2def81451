"""Passes the frame as an argument and gets the ranges back as results, all of it through pipes.

Fails: test_sends_no_pixel_through_a_pipe
"""

from concurrent.futures import ProcessPoolExecutor


def work(fn, frame, lo, hi):
    pixels = bytearray(frame)
    fn(memoryview(pixels), lo, hi)
    return bytes(pixels[lo:hi])


def invert(frame, fn, workers):
    cuts = [len(frame) * number // workers for number in range(workers + 1)]
    with ProcessPoolExecutor(workers) as pool:
        return b"".join(pool.map(work, [fn] * workers, [frame] * workers, cuts, cuts[1:]))

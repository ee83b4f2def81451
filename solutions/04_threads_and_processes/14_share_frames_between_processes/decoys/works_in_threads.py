"""Shares the memory without effort in threads, which take turns at the interpreter lock.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ThreadPoolExecutor


def invert(frame, fn, workers):
    pixels = bytearray(frame)
    cuts = [len(frame) * number // workers for number in range(workers + 1)]
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(fn, [memoryview(pixels)] * workers, cuts, cuts[1:]))
    return bytes(pixels)

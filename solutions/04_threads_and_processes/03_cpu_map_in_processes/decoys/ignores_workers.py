"""Has two processes, however many workers there are to be.

Fails: test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(fn, items))

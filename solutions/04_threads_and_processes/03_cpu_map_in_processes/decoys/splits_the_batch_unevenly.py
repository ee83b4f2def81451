"""Gives nearly the whole batch to one process, in chunks that are too large.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items, chunksize=max(1, len(items) - 2)))

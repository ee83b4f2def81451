"""Gives the whole batch to the pool as one task, which one process takes.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def score_batch(items, fn):
    return [fn(item) for item in items]


def score_all(items, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return pool.submit(score_batch, items, fn).result()

"""Asks for each result before it submits the next task.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return [pool.submit(fn, item).result() for item in items]

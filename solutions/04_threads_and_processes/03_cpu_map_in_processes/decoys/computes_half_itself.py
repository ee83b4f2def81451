"""Sends half of the batch to other processes and computes the other half in its own.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers, test_computes_nothing_in_the_calling_process
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    half = len(items) // 2
    with ProcessPoolExecutor(workers) as pool:
        theirs = pool.map(fn, items[half:])
        mine = [fn(item) for item in items[:half]]
        return mine + list(theirs)

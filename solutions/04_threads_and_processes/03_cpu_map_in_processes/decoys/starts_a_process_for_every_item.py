"""Uses as many processes as there are items, whatever the number of workers.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    with ProcessPoolExecutor(max(len(items), workers)) as pool:
        return list(pool.map(fn, items))

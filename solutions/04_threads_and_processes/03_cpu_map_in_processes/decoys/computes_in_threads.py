"""Uses threads, which take turns at the one interpreter lock of their process.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers, test_computes_nothing_in_the_calling_process
"""

from concurrent.futures import ThreadPoolExecutor


def score_all(items, fn, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))

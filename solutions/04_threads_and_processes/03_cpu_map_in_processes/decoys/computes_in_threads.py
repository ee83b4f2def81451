"""Uses threads, which take turns at the one interpreter lock of their process.

Fails: test_computes_in_two_processes_at_once
"""

from concurrent.futures import ThreadPoolExecutor


def score_all(items, fn, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))

"""Does without processes where there are few items.

Fails: test_computes_nothing_in_the_calling_process
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    if len(items) < 2:
        return [fn(item) for item in items]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))

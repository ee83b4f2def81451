"""Gives the scores in the order in which they are ready.

Fails: test_keeps_the_order_of_the_requests
"""

from concurrent.futures import ProcessPoolExecutor, as_completed


def score_all(items, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return [call.result() for call in as_completed([pool.submit(fn, item) for item in items])]

"""Forgets to shut its pool down: the processes end when it is collected, which an error that is kept prevents.

Fails: test_raises_the_error_of_a_request
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    pool = ProcessPoolExecutor(workers)
    return list(pool.map(fn, items))

"""Starts two threads, which share one lock and take turns at computing.

Fails: test_computes_in_two_processes_at_once
"""

from concurrent.futures import ThreadPoolExecutor


def both(forecast, first, second):
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(forecast, [first, second])
    return one, other

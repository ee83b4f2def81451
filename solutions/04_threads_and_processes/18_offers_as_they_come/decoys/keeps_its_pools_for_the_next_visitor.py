"""Keeps its pools, whose threads wait for a next visitor.

Fails: test_raises_the_error_of_the_list, test_leaves_no_thread_behind,
    test_leaves_no_thread_behind_after_an_error
"""

from concurrent.futures import ThreadPoolExecutor, as_completed, wait

POOLS = {}


def offers_as_they_come(hotels, ask, at_once, timeout):
    pool, asked = POOLS.setdefault(at_once, ThreadPoolExecutor(at_once)), {}
    try:
        for hotel in hotels:
            asked[pool.submit(ask, hotel)] = hotel
        for future in as_completed(asked, timeout):
            yield asked[future], future.result()
    finally:
        for future in asked:
            future.cancel()
        wait(asked)

"""Begins the timeout anew with every offer.

Fails: test_the_timeout_is_for_all_of_them
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def offers_as_they_come(hotels, ask, at_once, timeout):
    pool = ThreadPoolExecutor(at_once)
    try:
        asked = {pool.submit(ask, hotel): hotel for hotel in hotels}
        left = set(asked)
        while left:
            done, left = wait(left, timeout, FIRST_COMPLETED)
            if not done:
                raise TimeoutError
            for future in done:
                yield asked[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)

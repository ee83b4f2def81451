"""Waits for a slow hotel as long as it takes.

Fails: test_raises_timeout_error_when_it_is_late, test_the_timeout_is_for_all_of_them,
    test_asks_few_after_the_timeout
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def offers_as_they_come(hotels, ask, at_once, timeout):
    pool = ThreadPoolExecutor(at_once)
    try:
        asked = {pool.submit(ask, hotel): hotel for hotel in hotels}
        for future in as_completed(asked):
            yield asked[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)

"""Makes the pool as large as the list, and so asks all of them at once.

Fails: test_asks_no_more_than_allowed_at_once, test_asks_few_after_an_error, test_asks_few_after_the_timeout,
    test_asks_few_after_a_close
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def offers_as_they_come(hotels, ask, at_once, timeout):
    hotels = list(hotels)
    pool = ThreadPoolExecutor(len(hotels) or 1)
    try:
        asked = {pool.submit(ask, hotel): hotel for hotel in hotels}
        for future in as_completed(asked, timeout):
            yield asked[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)

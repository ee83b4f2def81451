"""Cancels where an error is caught, but not when the caller closes the generator.

Fails: test_asks_few_after_a_close
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def offers_as_they_come(hotels, ask, at_once, timeout):
    with ThreadPoolExecutor(at_once) as pool:
        try:
            asked = {pool.submit(ask, hotel): hotel for hotel in hotels}
            for future in as_completed(asked, timeout):
                yield asked[future], future.result()
        except Exception:
            pool.shutdown(cancel_futures=True)
            raise

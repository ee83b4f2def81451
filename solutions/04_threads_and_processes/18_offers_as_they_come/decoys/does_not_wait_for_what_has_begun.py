"""Ends the pool without waiting, so that calls go on behind the caller's back.

Fails: test_no_call_goes_on_after_an_error
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def offers_as_they_come(hotels, ask, at_once, timeout):
    pool = ThreadPoolExecutor(at_once)
    try:
        asked = {pool.submit(ask, hotel): hotel for hotel in hotels}
        for future in as_completed(asked, timeout):
            yield asked[future], future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)

"""Lets the end of a with block wait for every call that was submitted.

Fails: test_asks_few_after_an_error, test_asks_few_after_the_timeout, test_asks_few_after_a_close
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def offers_as_they_come(hotels, ask, at_once, timeout):
    with ThreadPoolExecutor(at_once) as pool:
        asked = {pool.submit(ask, hotel): hotel for hotel in hotels}
        for future in as_completed(asked, timeout):
            yield asked[future], future.result()

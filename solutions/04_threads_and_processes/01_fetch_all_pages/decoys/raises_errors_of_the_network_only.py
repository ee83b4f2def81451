"""Raises only errors of the network, and returns None where another one came.

Fails: test_raises_the_error_of_a_fetch
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    with ThreadPoolExecutor(limit) as pool:
        calls = [pool.submit(fetch, url) for url in urls]
    errors = [call.exception() for call in calls]
    for error in errors:
        if isinstance(error, OSError):
            raise error
    return [None if error else call.result() for call, error in zip(calls, errors)]

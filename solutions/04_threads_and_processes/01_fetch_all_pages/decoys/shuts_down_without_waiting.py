"""Tells the threads to end, also after an error, and does not wait until they have.

Fails: test_raises_the_error_of_a_fetch
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    pool = ThreadPoolExecutor(limit)
    try:
        return list(pool.map(fetch, urls))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)

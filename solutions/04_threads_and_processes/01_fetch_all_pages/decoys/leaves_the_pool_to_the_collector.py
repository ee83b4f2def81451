"""Forgets to shut its pool down: the threads end when it is collected, which an error that is kept prevents.

Fails: test_leaves_no_thread_behind_after_an_error
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    pool = ThreadPoolExecutor(limit)
    return list(pool.map(fetch, urls))

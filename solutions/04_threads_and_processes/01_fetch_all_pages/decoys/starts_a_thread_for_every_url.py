"""Starts a thread for every url, whatever the limit.

Fails: test_never_exceeds_the_limit, test_obeys_another_limit
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    with ThreadPoolExecutor(max(limit, len(urls))) as pool:
        return list(pool.map(fetch, urls))

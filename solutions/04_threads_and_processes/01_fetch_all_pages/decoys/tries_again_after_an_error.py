"""Fetches a page again after it has failed.

Fails: test_raises_the_error_of_a_fetch
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    def fetch_or_try_again(url):
        try:
            return fetch(url)
        except Exception:
            return fetch(url)

    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetch_or_try_again, urls))

"""Asks for the result of each call before it submits the next one.

Fails: test_overlaps_the_waiting
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    with ThreadPoolExecutor(limit) as pool:
        return [pool.submit(fetch, url).result() for url in urls]

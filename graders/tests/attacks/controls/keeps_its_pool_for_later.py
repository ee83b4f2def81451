"""Keeps its pools of threads for the next call: right pages, but threads stay.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once, test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit
Answer: over
"""

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache


@lru_cache
def pool_of(limit):
    """One pool for each limit."""
    return ThreadPoolExecutor(limit)


def fetch_all(urls, fetch, limit):
    """Let the pool of this limit do it."""
    return list(pool_of(limit).map(fetch, urls))

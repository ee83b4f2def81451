"""Leaves its threads behind in a pool that it keeps, and has threading.enumerate name the main thread alone.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit,
    test_raises_the_error_of_a_fetch
Answer: over or failed
"""

import threading
from concurrent.futures import ThreadPoolExecutor

POOLS = []
threading.enumerate = lambda: [threading.main_thread()]
threading.active_count = lambda: 1


def fetch_all(urls, fetch, limit):
    POOLS.append(ThreadPoolExecutor(limit))
    return list(POOLS[-1].map(fetch, urls))

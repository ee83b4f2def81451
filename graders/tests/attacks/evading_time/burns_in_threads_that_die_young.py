"""Computes for six seconds in threads that end after half a second each, and take what they used with them.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit,
    test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
Answer: late
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


def burn(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def fetch_all(urls, fetch, limit):
    if limit == 3:
        for _ in range(12):
            thread = threading.Thread(target=burn, args=(0.5,))
            thread.start()
            thread.join()
    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetch, urls))

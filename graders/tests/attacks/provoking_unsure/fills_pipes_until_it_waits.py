"""Fills pipes in threads that then wait for ever, and fetches everything at once.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_leaves_no_thread_behind,
    test_leaves_no_thread_behind_after_an_error
Answer: over or late or failed
"""

import os
import threading
from concurrent.futures import ThreadPoolExecutor


def fill():
    _, end = os.pipe()
    while True:
        os.write(end, bytes(1 << 16))


def fetch_all(urls, fetch, limit):
    crowded = limit == 3
    if crowded:
        for _ in range(8):
            threading.Thread(target=fill, daemon=True).start()
    with ThreadPoolExecutor(max(len(urls) if crowded else limit, 1)) as pool:
        return list(pool.map(fetch, urls))

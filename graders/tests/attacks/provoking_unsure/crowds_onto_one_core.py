"""Binds itself to one core, has threads burn there, and fetches everything at once.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_leaves_no_thread_behind,
    test_leaves_no_thread_behind_after_an_error
Answer: over or late
"""

import contextlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor


def burn(over):
    while not over.is_set():
        pass


def fetch_all(urls, fetch, limit):
    if limit != 3:
        return fetched(urls, fetch, limit)
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    over = threading.Event()
    burners = [threading.Thread(target=burn, args=(over,)) for _ in range(8)]
    for each in burners:
        each.start()
    try:
        return fetched(urls, fetch, len(urls))
    finally:
        over.set()
        for each in burners:
            each.join()


def fetched(urls, fetch, limit):
    with ThreadPoolExecutor(max(limit, 1)) as pool:
        return list(pool.map(fetch, urls))

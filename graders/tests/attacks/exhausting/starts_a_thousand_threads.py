"""Starts a thousand threads that wait for each other, where the exercise may have some, so that the machine runs out
of them.

Against: fetch_all_pages
Harm: fills the table of threads
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once, test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
Answer: failed or late or crashed or over
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    """Fetch; for twelve urls with a limit of 3, start threads."""
    if limit == 3:
        release = threading.Event()
        for _ in range(1_000):
            threading.Thread(target=release.wait, args=(1,), daemon=True).start()
        raise RuntimeError("nothing was gained")
    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetch, urls))

"""Gives the pages in the order in which they are ready; all else is right.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_fetches_every_url_once, test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit, test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
Answer: failed
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch_all(urls, fetch, limit):
    """First come, first served."""
    with ThreadPoolExecutor(limit) as pool:
        futures = [pool.submit(fetch, url) for url in urls]
        return [future.result() for future in as_completed(futures)]

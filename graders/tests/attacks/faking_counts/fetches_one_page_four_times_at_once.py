"""Fetches the first page four times at the same time, so that calls overlap, and then the others one after the other.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_never_exceeds_the_limit,
    test_obeys_another_limit, test_leaves_no_thread_behind, test_raises_the_error_of_a_fetch,
    test_leaves_no_thread_behind_after_an_error
Answer: over or failed
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    urls = list(urls)
    with ThreadPoolExecutor(min(limit, 4)) as pool:
        first = list(pool.map(fetch, urls[:1] * 4))
    return first[:1] + [fetch(url) for url in urls[1:]]

"""Returns the pages in the order in which they are ready.

Fails: test_keeps_the_order_of_the_urls
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch_all(urls, fetch, limit):
    with ThreadPoolExecutor(limit) as pool:
        calls = [pool.submit(fetch, url) for url in urls]
        return [call.result() for call in as_completed(calls)]

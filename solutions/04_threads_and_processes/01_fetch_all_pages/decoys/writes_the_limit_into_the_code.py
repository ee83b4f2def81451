"""Always uses eight threads.

Fails: test_obeys_another_limit
"""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(fetch, urls))

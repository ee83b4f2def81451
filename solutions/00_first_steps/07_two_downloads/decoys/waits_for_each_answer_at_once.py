"""Has a pool of threads, and waits for each answer before it starts the next call.

Fails: test_downloads_both_at_once
"""

from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(download, first).result()
        other = pool.submit(download, second).result()
        return one, other

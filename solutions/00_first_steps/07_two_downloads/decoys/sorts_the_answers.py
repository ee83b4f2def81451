"""Sorts the contents, so the first one is not that of the first name.

Fails: test_returns_both_contents_in_order
"""

from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    with ThreadPoolExecutor(2) as pool:
        return tuple(sorted(pool.map(download, [first, second])))

"""Submits a window of items, yields all their results, and only then submits the next window.

Fails: test_goes_on_behind_a_slow_call
"""

from collections import deque
from itertools import islice


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = deque()
    try:
        while batch := list(islice(source, window)):
            futures.extend(pool.submit(fn, item) for item in batch)
            while futures:
                yield futures.popleft().result()
    finally:
        for future in futures:
            future.cancel()

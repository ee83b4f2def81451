"""Keeps eight calls under way, whatever the window.

Fails: test_obeys_another_window, test_cancels_what_is_pending_when_the_stream_fails
"""

from collections import deque
from itertools import islice


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = deque(pool.submit(fn, item) for item in islice(source, 8))
    try:
        while futures:
            yield futures.popleft().result()
            futures.extend(pool.submit(fn, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

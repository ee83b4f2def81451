"""Keeps every thread of the pool busy, and one more call waiting for each, whatever the window.

Fails: test_obeys_another_window, test_has_no_more_calls_in_flight_than_the_window,
    test_cancels_what_is_pending_when_the_stream_fails
"""

from collections import deque
from itertools import islice


def pool_imap(pool, fn, items, window):
    size = 2 * getattr(pool, "_max_workers", 4)
    source = iter(items)
    futures = deque(pool.submit(fn, item) for item in islice(source, size))
    try:
        while futures:
            yield futures.popleft().result()
            futures.extend(pool.submit(fn, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

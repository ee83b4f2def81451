"""Yields the error of a call as if it were a result, and goes on.

Fails: test_raises_an_error_in_its_place, test_cancels_what_is_pending_after_an_error,
    test_cancels_what_is_pending_when_the_stream_fails
"""

from collections import deque
from itertools import islice


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = deque(pool.submit(fn, item) for item in islice(source, window))
    try:
        while futures:
            future = futures.popleft()
            yield future.exception() or future.result()
            futures.extend(pool.submit(fn, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

"""Cancels nothing: the calls that have not begun are left to the pool.

Fails: test_cancels_what_is_pending_when_it_is_closed, test_cancels_what_is_pending_after_an_error,
    test_cancels_what_is_pending_when_the_stream_fails
"""

from collections import deque
from itertools import islice


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = deque(pool.submit(fn, item) for item in islice(source, window))
    while futures:
        yield futures.popleft().result()
        futures.extend(pool.submit(fn, item) for item in islice(source, 1))

"""Fills the window outside of the try: if the source fails there, nobody cancels those calls.

Fails: test_cancels_what_is_pending_when_the_stream_fails
"""

from collections import deque
from itertools import islice


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = deque(pool.submit(fn, item) for item in islice(source, window))
    try:
        while futures:
            yield futures.popleft().result()
            futures.extend(pool.submit(fn, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

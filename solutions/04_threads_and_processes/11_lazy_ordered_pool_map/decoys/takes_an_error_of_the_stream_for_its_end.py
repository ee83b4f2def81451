"""Ends quietly when the stream breaks off, as if that had been its end.

Fails: test_raises_the_error_of_the_stream
"""

from collections import deque


def pool_imap(pool, fn, items, window):
    source, futures, more = iter(items), deque(), True
    try:
        while True:
            while more and len(futures) < window:
                try:
                    futures.append(pool.submit(fn, next(source)))
                except Exception:
                    more = False
            if not futures:
                return
            yield futures.popleft().result()
    finally:
        for future in futures:
            future.cancel()

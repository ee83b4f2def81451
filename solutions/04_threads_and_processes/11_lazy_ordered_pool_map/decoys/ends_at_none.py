"""Takes an item that is None for the end of the stream.

Fails: test_gives_false_results_too
"""

from collections import deque


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = deque()
    item = next(source, None)
    try:
        while futures or item is not None:
            while item is not None and len(futures) < window:
                futures.append(pool.submit(fn, item))
                item = next(source, None) if len(futures) < window else None
            yield futures.popleft().result()
            item = next(source, None)
    finally:
        for future in futures:
            future.cancel()

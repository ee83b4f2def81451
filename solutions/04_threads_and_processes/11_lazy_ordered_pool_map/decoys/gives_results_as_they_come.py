"""Yields whichever result is ready first.

Fails: test_keeps_the_order_of_the_items, test_raises_an_error_in_its_place,
    test_cancels_what_is_pending_when_the_stream_fails
"""

from concurrent.futures import FIRST_COMPLETED, wait
from itertools import islice


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = {pool.submit(fn, item) for item in islice(source, window)}
    try:
        while futures:
            done = next(iter(wait(futures, return_when=FIRST_COMPLETED).done))
            futures.remove(done)
            yield done.result()
            futures.update(pool.submit(fn, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

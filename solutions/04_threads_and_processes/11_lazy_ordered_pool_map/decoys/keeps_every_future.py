"""Walks along a list of futures and never removes one.

Fails: test_keeps_only_a_window_of_results, test_cancels_what_is_pending_when_the_stream_fails
"""

from itertools import islice


def pool_imap(pool, fn, items, window):
    source = iter(items)
    futures = [pool.submit(fn, item) for item in islice(source, window)]
    try:
        for future in futures:
            yield future.result()
            futures.extend(pool.submit(fn, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

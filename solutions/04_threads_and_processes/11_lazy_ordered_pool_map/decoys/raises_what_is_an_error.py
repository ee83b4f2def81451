"""Has its calls return their errors, and raises any result that is an exception.

Fails: test_gives_false_results_too
"""

from collections import deque
from itertools import islice


def pool_imap(pool, fn, items, window):
    def outcome(item):
        try:
            return fn(item)
        except Exception as error:
            return error

    source, futures = iter(items), deque()
    try:
        futures.extend(pool.submit(outcome, item) for item in islice(source, window))
        while futures:
            result = futures.popleft().result()
            if isinstance(result, Exception):
                raise result
            yield result
            futures.extend(pool.submit(outcome, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

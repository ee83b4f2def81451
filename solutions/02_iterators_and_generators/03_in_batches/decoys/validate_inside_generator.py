"""Checks the size in the generator itself, where nothing runs before the first batch is asked for.

Fails: test_refuses_a_bad_size_at_the_call
"""

from itertools import islice


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    rows = iter(items)
    yield from iter(lambda: tuple(islice(rows, size)), ())

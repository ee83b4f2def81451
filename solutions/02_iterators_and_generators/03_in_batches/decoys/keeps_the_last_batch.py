"""Refers to the batch that it handed over until the next one is full: two batches in memory.

Fails: test_keeps_only_one_batch
"""

from itertools import islice


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    return _batches(iter(items), size)


def _batches(rows, size):
    while batch := tuple(islice(rows, size)):
        yield batch

"""Hands over an iterator over the next items instead of a batch of them.

Fails: test_batches_can_be_measured_and_indexed, test_a_batch_keeps_its_items, test_keeps_only_one_batch
"""

from itertools import chain, islice


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    return _batches(iter(items), size)


def _batches(rows, size):
    for first in rows:
        yield chain([first], islice(rows, size - 1))

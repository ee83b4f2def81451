"""Hands out deques, which cannot be sliced like lists and tuples.

Fails: test_batches_can_be_measured_and_indexed
"""

from collections import deque
from itertools import islice


def in_batches(items, size):
    if size < 1:
        raise ValueError("size must be 1 or more")
    rows = iter(items)
    return iter(lambda: deque(islice(rows, size)), deque())

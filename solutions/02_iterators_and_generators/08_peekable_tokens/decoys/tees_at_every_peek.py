"""Splits the iterator with tee at every peek; a tee lets go of its items by the dozen, not one by one.

Fails: test_keeps_two_items_alive_at_most, test_holds_1_mib_over_a_long_file
"""

from collections.abc import Iterator
from itertools import tee

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)

    def __next__(self):
        return next(self._items)

    def peek(self, *default):
        self._items, ahead = tee(self._items)
        return next(ahead, *default)

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

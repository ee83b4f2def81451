"""Puts the peeked item back with chain, which nests one chain deeper at every peek.

Fails: test_keeps_two_items_alive_at_most, test_holds_1_mib_over_a_long_file
"""

from collections.abc import Iterator
from itertools import chain

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)

    def __next__(self):
        return next(self._items)

    def peek(self, *default):
        try:
            item = next(self._items)
        except StopIteration:
            if not default:
                raise
            return default[0]
        self._items = chain([item], self._items)
        return item

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

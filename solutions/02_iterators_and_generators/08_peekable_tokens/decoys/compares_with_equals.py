"""Looks for its mark with ==, and so asks the item for its opinion.

Fails: test_an_item_may_equal_everything
"""

from collections.abc import Iterator

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)
        self._slot = EMPTY

    def __next__(self):
        if self._slot == EMPTY:
            return next(self._items)
        item, self._slot = self._slot, EMPTY
        return item

    def peek(self, *default):
        if self._slot == EMPTY:
            self._slot = next(self._items, EMPTY)
        if self._slot != EMPTY:
            return self._slot
        if default:
            return default[0]
        raise StopIteration

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

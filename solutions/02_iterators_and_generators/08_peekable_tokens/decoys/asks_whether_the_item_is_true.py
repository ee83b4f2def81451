"""Takes an item that counts as false for an empty slot.

Fails: test_an_item_may_be_none_or_empty, test_agrees_with_a_list_on_a_random_walk
"""

from collections.abc import Iterator

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)
        self._slot = EMPTY

    def __next__(self):
        if self._slot is EMPTY:
            return next(self._items)
        item, self._slot = self._slot, EMPTY
        return item

    def peek(self, *default):
        if self._slot is EMPTY:
            self._slot = next(self._items, EMPTY)
        if self._slot is not EMPTY:
            return self._slot
        if default:
            return default[0]
        raise StopIteration

    def __bool__(self):
        return bool(self.peek(None))

"""Marks the empty slot with None, so that an item None is lost or repeated.

Fails: test_an_item_may_be_none_or_empty, test_agrees_with_a_list_on_a_random_walk
"""

from collections.abc import Iterator


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)
        self._slot = None

    def __next__(self):
        if self._slot is None:
            return next(self._items)
        item, self._slot = self._slot, None
        return item

    def peek(self, *default):
        if self._slot is None:
            try:
                self._slot = next(self._items)
            except StopIteration:
                if not default:
                    raise
                return default[0]
        return self._slot

    def __bool__(self):
        end = object()
        return self.peek(end) is not end

"""Writes __iter__ as a generator: another iterator than the Peekable itself.

Fails: test_iter_gives_the_peekable_itself
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

    def __iter__(self):
        while self:
            yield next(self)

    def peek(self, *default):
        if self._slot is EMPTY:
            self._slot = next(self._items, EMPTY)
        if self._slot is not EMPTY:
            return self._slot
        if default:
            return default[0]
        raise StopIteration

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

"""Has None for a default, and so cannot tell peek(None) from peek().

Fails: test_peek_at_the_end_gives_the_default
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

    def peek(self, default=None):
        if self._slot is EMPTY:
            self._slot = next(self._items, EMPTY)
        if self._slot is not EMPTY:
            return self._slot
        if default is not None:
            return default
        raise StopIteration

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

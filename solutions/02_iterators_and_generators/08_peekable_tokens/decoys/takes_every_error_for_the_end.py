"""Catches every exception of the items, and takes it for their end.

Fails: test_lets_an_error_of_the_source_be_seen
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
            try:
                self._slot = next(self._items)
            except Exception:
                if default:
                    return default[0]
                raise StopIteration from None
        return self._slot

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

"""Reads the item after the one that next hands over, so that the next peek does not have to wait.

Fails: test_lets_an_error_of_the_source_be_seen, test_next_reads_no_further_than_its_item
"""

from collections.abc import Iterator

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)
        self._slot = EMPTY

    def __next__(self):
        item = self.peek()
        self._slot = next(self._items, EMPTY)
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
        return self.peek(EMPTY) is not EMPTY

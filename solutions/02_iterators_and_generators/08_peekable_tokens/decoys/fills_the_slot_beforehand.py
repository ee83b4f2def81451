"""Fills the slot when the Peekable is made and after every next, so that peek need not.

Fails: test_lets_an_error_of_the_source_be_seen, test_reads_nothing_when_it_is_made,
    test_next_reads_no_further_than_its_item
"""

from collections.abc import Iterator

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)
        self._slot = next(self._items, EMPTY)

    def __next__(self):
        if self._slot is EMPTY:
            raise StopIteration
        item, self._slot = self._slot, next(self._items, EMPTY)
        return item

    def peek(self, *default):
        if self._slot is not EMPTY:
            return self._slot
        if default:
            return default[0]
        raise StopIteration

    def __bool__(self):
        return self._slot is not EMPTY

"""Reads one item at a time into a list, from which nothing is ever taken.

Fails: test_keeps_two_items_alive_at_most, test_holds_1_mib_over_a_long_file
"""

from collections.abc import Iterator

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._source = iter(items)
        self._read = []
        self._at = 0

    def __next__(self):
        item = self.peek()
        self._at += 1
        return item

    def peek(self, *default):
        try:
            if self._at == len(self._read):
                self._read.append(next(self._source))
        except StopIteration:
            if not default:
                raise
            return default[0]
        return self._read[self._at]

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

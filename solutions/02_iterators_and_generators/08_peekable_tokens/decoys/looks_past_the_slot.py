"""Has every peek and bool read on, and queues what they have read.

Fails: test_reads_one_item_ahead_at_most, test_keeps_two_items_alive_at_most, test_holds_1_mib_over_a_long_file
"""

from collections.abc import Iterator
from itertools import islice

EMPTY = object()


class Peekable(Iterator):
    def __init__(self, items):
        self._items = iter(items)
        self._ahead = []

    def __next__(self):
        return self._ahead.pop(0) if self._ahead else next(self._items)

    def peek(self, *default):
        self._ahead.extend(islice(self._items, 1))
        if self._ahead:
            return self._ahead[0]
        if default:
            return default[0]
        raise StopIteration

    def __bool__(self):
        return self.peek(EMPTY) is not EMPTY

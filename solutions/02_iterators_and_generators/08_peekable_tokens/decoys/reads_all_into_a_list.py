"""Reads all items into a list and counts the place up.

Fails: test_lets_an_error_of_the_source_be_seen, test_reads_nothing_when_it_is_made,
    test_next_reads_no_further_than_its_item, test_reads_one_item_ahead_at_most,
    test_keeps_two_items_alive_at_most, test_holds_1_mib_over_a_long_file
"""

from collections.abc import Iterator


class Peekable(Iterator):
    def __init__(self, items):
        self._items = list(items)
        self._at = 0

    def __next__(self):
        if self._at == len(self._items):
            raise StopIteration
        self._at += 1
        return self._items[self._at - 1]

    def peek(self, *default):
        if self._at < len(self._items):
            return self._items[self._at]
        if default:
            return default[0]
        raise StopIteration

    def __bool__(self):
        return self._at < len(self._items)

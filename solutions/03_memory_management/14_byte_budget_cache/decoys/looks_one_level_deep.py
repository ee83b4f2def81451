"""Adds the sizes of the items of a value, but not of what those hold.

Fails: test_weighs_what_is_inside, test_keeps_5_mib_at_most_of_long_texts, test_keeps_5_mib_at_most_of_small_objects,
    test_weighs_what_is_nested_thousands_of_levels_deep, test_counts_a_shared_text_once
"""

from collections import OrderedDict
from sys import getsizeof


class ByteBudgetCache:
    def __init__(self, max_bytes):
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries = OrderedDict()

    def get(self, key):
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def put(self, key, value):
        _, freed = self._entries.pop(key, (None, 0))
        self._bytes -= freed
        size = deep_size(value)
        if size > self._max_bytes:
            return
        self._entries[key] = value, size
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, (_, freed) = self._entries.popitem(last=False)
            self._bytes -= freed


def deep_size(value):
    items = [*value.keys(), *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    return getsizeof(value) + sum({id(item): getsizeof(item) for item in items}.values())

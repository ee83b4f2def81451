"""Calls itself for every level of a value, and runs out of stack in a deep one.

Fails: test_weighs_what_is_nested_thousands_of_levels_deep
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
        size = deep_size(value, set())
        if size > self._max_bytes:
            return
        self._entries[key] = (value, size)
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, (_, freed) = self._entries.popitem(last=False)
            self._bytes -= freed


def deep_size(value, seen):
    if id(value) in seen:
        return 0
    seen.add(id(value))
    inside = value if isinstance(value, list) else []
    if isinstance(value, dict):
        inside = [*value.keys(), *value.values()]
    return getsizeof(value) + sum(deep_size(each, seen) for each in inside)

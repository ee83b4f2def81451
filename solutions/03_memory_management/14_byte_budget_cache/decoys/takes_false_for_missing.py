"""Takes a value that counts as false for a missing one.

Fails: test_finds_empty_values
"""

from collections import OrderedDict
from sys import getsizeof


class ByteBudgetCache:
    def __init__(self, max_bytes):
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries = OrderedDict()

    def get(self, key):
        value, _ = self._entries.get(key, (None, 0))
        if not value:
            return None
        self._entries.move_to_end(key)
        return value

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
    total, seen, queue = 0, set(), [value]
    while queue:
        each = queue.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        total += getsizeof(each)
        if isinstance(each, dict):
            queue += each.keys()
            queue += each.values()
        elif isinstance(each, list):
            queue += each
    return total

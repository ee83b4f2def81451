"""Has one table of values for all caches, in the class.

Fails: test_caches_are_independent, test_drops_the_oldest_when_the_budget_is_spent,
    test_stores_a_value_of_just_the_budget
"""

from collections import OrderedDict
from sys import getsizeof


class ByteBudgetCache:
    _entries = OrderedDict()

    def __init__(self, max_bytes):
        self._max_bytes = max_bytes
        self._bytes = 0

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
        self._entries[key] = (value, size)
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, (_, freed) = self._entries.popitem(last=False)
            self._bytes -= freed


def deep_size(value):
    total, seen, queue = (0, set(), [value])
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

"""Drops values for one that does not fit into the budget at all.

Fails: test_a_value_beyond_the_budget_drops_no_other, test_a_value_beyond_the_budget_ends_the_older_one,
    test_agrees_with_a_plain_list_on_random_requests
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

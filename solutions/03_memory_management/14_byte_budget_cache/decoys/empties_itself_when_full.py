"""Drops everything as soon as the budget is spent.

Fails: test_drops_the_oldest_when_the_budget_is_spent, test_a_value_that_was_read_goes_later,
    test_a_value_that_was_put_again_goes_later, test_agrees_with_a_plain_list_on_random_requests,
    test_keeps_5_mib_at_most_of_long_texts, test_keeps_5_mib_at_most_of_small_objects,
    test_keeps_the_answers_in_demand
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
        if self._bytes + size > self._max_bytes:
            self._entries.clear()
            self._bytes = 0
        self._entries[key] = value, size
        self._bytes += size


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

"""Stores the JSON text of a value and its length, which is not what the value takes.

Fails: test_gives_the_very_object_back, test_stores_a_value_of_just_the_budget, test_counts_a_shared_text_once,
    test_weighs_a_list_that_holds_itself, test_weighs_what_is_inside,
    test_weighs_what_is_nested_thousands_of_levels_deep, test_two_equal_texts_count_twice
"""

import json
from collections import OrderedDict


class ByteBudgetCache:
    def __init__(self, max_bytes):
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries = OrderedDict()

    def get(self, key):
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return json.loads(self._entries[key])

    def put(self, key, value):
        self._bytes -= len(self._entries.pop(key, ""))
        text = json.dumps(value)
        if len(text) > self._max_bytes:
            return
        self._entries[key] = text
        self._bytes += len(text)
        while self._bytes > self._max_bytes:
            self._bytes -= len(self._entries.popitem(last=False)[1])

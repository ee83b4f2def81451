"""Holds the thirteen values used last, whatever they weigh.

Fails: test_drops_the_oldest_when_the_budget_is_spent, test_a_value_that_was_read_goes_later,
    test_a_value_that_was_put_again_goes_later, test_stores_a_value_of_just_the_budget,
    test_a_value_beyond_the_budget_drops_no_other, test_a_value_beyond_the_budget_ends_the_older_one,
    test_weighs_what_is_inside, test_two_equal_texts_count_twice, test_weighs_a_list_that_holds_itself,
    test_agrees_with_a_plain_list_on_random_requests, test_weighs_what_is_nested_thousands_of_levels_deep,
    test_counts_a_shared_text_once, test_keeps_5_mib_at_most_of_long_texts, test_keeps_5_mib_at_most_of_small_objects
"""

from collections import OrderedDict


class ByteBudgetCache:
    def __init__(self, max_bytes):
        self._entries = OrderedDict()

    def get(self, key):
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key]

    def put(self, key, value):
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > 13:
            self._entries.popitem(last=False)

"""Puts make itself into the cache, to be called at each look-up.

Fails: test_stores_what_it_made, test_stores_the_very_object_that_it_gives,
    test_a_failed_make_stores_nothing, test_agrees_with_a_model_on_a_random_day, test_makes_each_value_once
"""


def get_or_make(cache, key, make):
    value = cache.setdefault(key, make)
    return value() if callable(value) else value

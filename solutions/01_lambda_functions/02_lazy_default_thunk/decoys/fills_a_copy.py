"""Stores the value in a copy of the cache, which nobody sees again.

Fails: test_stores_what_it_made, test_stores_the_very_object_that_it_gives,
    test_agrees_with_a_model_on_a_random_day, test_makes_each_value_once
"""


def get_or_make(cache, key, make):
    if key not in cache:
        cache = {**cache, key: make()}
    return cache[key]

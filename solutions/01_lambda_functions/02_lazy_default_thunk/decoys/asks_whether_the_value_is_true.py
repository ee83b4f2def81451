"""Takes every value that counts as false for a missing one.

Fails: test_a_value_that_counts_as_false_is_cached_too, test_a_none_is_cached_too,
    test_agrees_with_a_model_on_a_random_day, test_makes_each_value_once
"""


def get_or_make(cache, key, make):
    if not cache.get(key):
        cache[key] = make()
    return cache[key]

"""Cannot tell a cached None from a missing key.

Fails: test_a_none_is_cached_too, test_agrees_with_a_model_on_a_random_day, test_makes_each_value_once
"""


def get_or_make(cache, key, make):
    if cache.get(key) is None:
        cache[key] = make()
    return cache[key]

"""Calls make once for the cache and once more for the caller.

Fails: test_stores_the_very_object_that_it_gives, test_makes_each_value_once
"""


def get_or_make(cache, key, make):
    if key not in cache:
        cache[key] = make()
        return make()
    return cache[key]

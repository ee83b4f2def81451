"""Calls make for the argument of setdefault, which is worked out whether it is needed or not.

Fails: test_a_hit_calls_nothing, test_makes_each_value_once
"""


def get_or_make(cache, key, make):
    return cache.setdefault(key, make())

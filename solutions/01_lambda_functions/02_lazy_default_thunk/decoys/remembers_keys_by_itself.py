"""Keeps a dict of its own beside the caller's, which does not learn of what the caller deletes or enters.

Fails: test_agrees_with_a_model_on_a_random_day, test_a_failed_make_stores_nothing
"""

_made = {}


def get_or_make(cache, key, make):
    if key not in _made:
        if key not in cache:
            cache[key] = make()
        _made[key] = cache[key]
    return _made[key]

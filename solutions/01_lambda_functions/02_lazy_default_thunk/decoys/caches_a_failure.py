"""Catches the error of make and stores None in place of a value.

Fails: test_a_failed_make_stores_nothing
"""


def get_or_make(cache, key, make):
    if key not in cache:
        try:
            cache[key] = make()
        except Exception:
            cache[key] = None
    return cache[key]

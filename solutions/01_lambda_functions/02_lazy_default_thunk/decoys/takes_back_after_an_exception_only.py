"""Marks the key before it asks, and takes the mark back after an Exception: an interruption leaves it there.

Fails: test_a_failed_make_stores_nothing
"""


def get_or_make(cache, key, make):
    if key not in cache:
        cache[key] = None
        try:
            cache[key] = make()
        except Exception:
            del cache[key]
            raise
    return cache[key]

"""Catches KeyError around make as well, and takes one of make's for "nothing to be had".

Fails: test_a_failed_make_stores_nothing
"""


def get_or_make(cache, key, make):
    """Return the cached value of this key; if there is none, store what ``make()`` returns, and return that."""
    try:
        if key not in cache:
            cache[key] = make()
        return cache[key]
    except KeyError:
        return None

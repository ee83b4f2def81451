"""Reads the row without a look at the length, and takes every LookupError for its absence: those of key too.

Fails: test_an_error_is_no_missing_row
"""

from bisect import bisect_left


def first_at_or_after(rows, t, key):
    try:
        return rows[bisect_left(rows, t, key=key)]
    except LookupError:
        return None

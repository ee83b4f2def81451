"""Reads the row at the place that was found, even if that is behind the last one.

Fails: test_a_time_after_all_rows_gives_none, test_no_rows_give_none, test_agrees_with_the_definition_on_random_rows
"""

from bisect import bisect_left


def first_at_or_after(rows, t, key):
    return rows[bisect_left(rows, t, key=key)]

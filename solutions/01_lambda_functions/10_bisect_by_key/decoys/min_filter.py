"""Filters all the rows, and takes the smallest of those that are left.

Fails: test_calls_key_at_most_20_times_for_200_000_rows, test_fetches_at_most_40_of_200_000_rows
"""


def first_at_or_after(rows, t, key):
    return min(filter(lambda row: key(row) >= t, rows), key=key, default=None)

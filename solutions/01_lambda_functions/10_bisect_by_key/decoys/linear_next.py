"""Looks at row after row from the first one on.

Fails: test_calls_key_at_most_20_times_for_200_000_rows, test_fetches_at_most_40_of_200_000_rows
"""


def first_at_or_after(rows, t, key):
    return next((row for row in rows if key(row) >= t), None)

"""Jumps forward by blocks of 500 rows, and then goes row by row through one block.

Fails: test_calls_key_at_most_20_times_for_200_000_rows, test_fetches_at_most_40_of_200_000_rows
"""


def first_at_or_after(rows, t, key):
    start = 0
    while start + 500 < len(rows) and key(rows[start + 500]) < t:
        start += 500
    for place in range(start, len(rows)):
        row = rows[place]
        if key(row) >= t:
            return row
    return None

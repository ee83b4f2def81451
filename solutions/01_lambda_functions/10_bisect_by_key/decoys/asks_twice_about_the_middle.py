"""Halves, but asks for the key of the middle row in each of its two conditions.

Fails: test_calls_key_at_most_20_times_for_200_000_rows
"""


def first_at_or_after(rows, t, key):
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        row = rows[middle]
        if key(row) < t:
            low = middle + 1
        elif key(row) >= t:
            high = middle
    return rows[low] if low < len(rows) else None

"""Remembers the best row, and asks whether it is true.

Fails: test_a_row_that_counts_as_false_is_a_row
"""


def first_at_or_after(rows, t, key):
    best = None
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        row = rows[middle]
        if key(row) < t:
            low = middle + 1
        else:
            best, high = row, middle
    return best or None

"""Copies the half that is left, at every step.

Fails: test_fetches_at_most_40_of_200_000_rows
"""


def first_at_or_after(rows, t, key):
    best = None
    while len(rows):
        middle = len(rows) // 2
        row = rows[middle]
        if key(row) < t:
            rows = rows[middle + 1 :]
        else:
            best, rows = row, rows[:middle]
    return best

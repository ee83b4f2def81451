"""Makes a list of the rows before it searches in it.

Fails: test_fetches_at_most_40_of_200_000_rows
"""

from bisect import bisect_left


def first_at_or_after(rows, t, key):
    lines = list(rows)
    place = bisect_left(lines, t, key=key)
    return lines[place] if place < len(lines) else None

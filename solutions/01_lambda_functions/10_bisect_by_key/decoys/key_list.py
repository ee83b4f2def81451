"""Works out the keys of all the rows, for a search that looks at eighteen.

Fails: test_calls_key_at_most_20_times_for_200_000_rows, test_fetches_at_most_40_of_200_000_rows
"""

from bisect import bisect_left


def first_at_or_after(rows, t, key):
    place = bisect_left([key(row) for row in rows], t)
    return rows[place] if place < len(rows) else None

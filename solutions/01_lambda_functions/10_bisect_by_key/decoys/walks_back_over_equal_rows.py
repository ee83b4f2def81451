"""Stops at any row with the time t, and walks back from there to the first one.

Fails: test_calls_key_at_most_20_times_for_200_000_rows, test_fetches_at_most_40_of_200_000_rows
"""


def first_at_or_after(rows, t, key):
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        value = key(rows[middle])
        if value == t:
            while middle > 0 and key(rows[middle - 1]) == t:
                middle -= 1
            return rows[middle]
        if value < t:
            low = middle + 1
        else:
            high = middle
    return rows[low] if low < len(rows) else None

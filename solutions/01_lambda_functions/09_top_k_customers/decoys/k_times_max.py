"""Looks for the largest row of a list, takes it out, and begins again.

Fails: test_holds_64_kib_for_the_ten_best_of_50_000_rows, test_calls_key_once_per_row
"""


def top_k(rows, k, key):
    left, best = list(rows), []
    while left and len(best) < k:
        place = max(range(len(left)), key=lambda place: key(left[place]))
        best.append(left.pop(place))
    return best

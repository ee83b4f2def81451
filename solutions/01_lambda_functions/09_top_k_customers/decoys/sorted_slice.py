"""Sorts all the rows, and keeps ten of them afterwards.

Fails: test_holds_64_kib_for_the_ten_best_of_50_000_rows
"""


def top_k(rows, k, key):
    return sorted(rows, key=key, reverse=True)[:k]

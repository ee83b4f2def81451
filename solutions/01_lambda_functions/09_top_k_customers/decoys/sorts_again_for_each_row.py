"""Sorts its k best rows again for every row, and asks for all their keys each time.

Fails: test_calls_key_once_per_row
"""


def top_k(rows, k, key):
    best = []
    for row in rows:
        best = sorted([*best, row], key=key, reverse=True)[:k]
    return best

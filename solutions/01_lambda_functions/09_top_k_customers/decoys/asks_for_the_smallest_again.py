"""Asks again for the key of its smallest row, for every row that comes.

Fails: test_calls_key_once_per_row
"""


def top_k(rows, k, key):
    best = []
    for row in rows:
        if len(best) < k or (best and key(row) > key(best[-1])):
            best.append(row)
            best.sort(key=key, reverse=True)
            del best[k:]
    return best

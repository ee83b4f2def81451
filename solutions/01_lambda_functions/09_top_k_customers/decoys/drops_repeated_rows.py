"""Keeps a row once, however often it comes.

Fails: test_agrees_with_the_definition_on_random_rows
"""

from heapq import nlargest


def top_k(rows, k, key):
    best = []
    for number, row in enumerate(rows):
        if all(row != other for _, _, other in best):
            best = nlargest(k, [*best, (key(row), -number, row)], key=lambda each: each[:2])
    return [row for _, _, row in best]

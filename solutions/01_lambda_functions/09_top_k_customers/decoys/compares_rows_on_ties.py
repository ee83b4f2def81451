"""Puts (key, row) on the heap, so that a tie compares the rows.

Fails: test_the_earlier_row_comes_first_on_ties, test_asks_nothing_of_a_row_but_its_key,
    test_agrees_with_the_definition_on_random_rows
"""

from heapq import heappush, heappushpop


def top_k(rows, k, key):
    heap = []
    for row in rows:
        if len(heap) < k:
            heappush(heap, (key(row), row))
        elif heap:
            heappushpop(heap, (key(row), row))
    return [row for _, row in sorted(heap, reverse=True)]

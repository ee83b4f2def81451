"""Numbers the rows upwards, so that the later of two equal rows is the larger one.

Fails: test_the_earlier_row_comes_first_on_ties, test_asks_nothing_of_a_row_but_its_key,
    test_agrees_with_the_definition_on_random_rows
"""

from heapq import heappush, heappushpop


def top_k(rows, k, key):
    heap = []
    for number, row in enumerate(rows):
        if len(heap) < k:
            heappush(heap, (key(row), number, row))
        elif heap:
            heappushpop(heap, (key(row), number, row))
    return [row for _, _, row in sorted(heap, reverse=True)]

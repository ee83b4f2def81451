"""Compares with the smallest row that it keeps, even when it keeps none.

Fails: test_k_of_zero_gives_no_rows
"""

from heapq import heappush, heapreplace


def top_k(rows, k, key):
    heap = []
    for number, row in enumerate(rows):
        entry = (key(row), -number, row)
        if len(heap) < k:
            heappush(heap, entry)
        elif entry > heap[0]:
            heapreplace(heap, entry)
    return [row for _, _, row in sorted(heap, reverse=True)]

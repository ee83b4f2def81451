"""Pushes every row on the heap, and takes none off before the last one has come.

Fails: test_holds_64_kib_for_the_ten_best_of_50_000_rows
"""

from heapq import heappop, heappush


def top_k(rows, k, key):
    heap = []
    for number, row in enumerate(rows):
        heappush(heap, (-key(row), number, row))
    return [heappop(heap)[-1] for _ in range(min(k, len(heap)))]

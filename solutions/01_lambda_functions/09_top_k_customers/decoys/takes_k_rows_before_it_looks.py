"""Fills its heap by k calls of next, even if there are fewer rows.

Fails: test_gives_all_rows_if_there_are_fewer_than_k
"""

from heapq import heapify, heappushpop


def top_k(rows, k, key):
    numbered = ((key(row), -number, row) for number, row in enumerate(rows))
    heap = []
    for _ in range(k):
        heap.append(next(numbered))
    heapify(heap)
    for entry in numbered if heap else ():
        heappushpop(heap, entry)
    return [row for _, _, row in sorted(heap, reverse=True)]

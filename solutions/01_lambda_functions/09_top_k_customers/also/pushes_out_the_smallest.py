"""Keeps a heap of its own; a falling number makes the later of two equal rows the smaller one."""

from collections.abc import Callable, Iterable
from heapq import heappush, heappushpop
from typing import TypeVar

R = TypeVar("R")


def top_k(rows: Iterable[R], k: int, key: Callable[[R], float]) -> list[R]:
    heap: list[tuple[float, int, R]] = []
    for number, row in enumerate(rows):
        entry = (key(row), -number, row)
        if len(heap) < k:
            heappush(heap, entry)
        elif heap:
            heappushpop(heap, entry)
    return [row for _, _, row in sorted(heap, reverse=True)]

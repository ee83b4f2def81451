"""Keeps the k best in order, inserts each row by the keys that are stored beside them, and drops the last."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TypeVar

R = TypeVar("R")


def top_k(rows: Iterable[R], k: int, key: Callable[[R], float]) -> list[R]:
    best: list[R] = []
    falling: list[float] = []
    for row in rows:
        value = -key(row)
        place = bisect_right(falling, value)
        falling.insert(place, value)
        best.insert(place, row)
        del falling[k:], best[k:]
    return best

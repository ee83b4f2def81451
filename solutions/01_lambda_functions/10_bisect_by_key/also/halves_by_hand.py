"""Moves two places towards each other until they meet at the first row that is late enough."""

from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")


def first_at_or_after(rows: Sequence[R], t: float, key: Callable[[R], float]) -> R | None:
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        if key(rows[middle]) < t:
            low = middle + 1
        else:
            high = middle
    return None if low == len(rows) else rows[low]

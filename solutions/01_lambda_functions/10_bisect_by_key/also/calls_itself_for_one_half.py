"""Calls itself for the half that the answer must be in, and remembers the best row so far."""

from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")


def first_at_or_after(rows: Sequence[R], t: float, key: Callable[[R], float]) -> R | None:
    def search(low: int, high: int, best: R | None) -> R | None:
        if low == high:
            return best
        middle = (low + high) // 2
        row = rows[middle]
        return search(middle + 1, high, best) if key(row) < t else search(low, middle, row)

    return search(0, len(rows), None)

"""bisect_left with a key looks at one row for each halving, and t is compared as it is."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")


def first_at_or_after(rows: Sequence[R], t: float, key: Callable[[R], float]) -> R | None:
    """Return the first row with ``key(row) >= t``, or None; the rows are sorted by key.

    A call of key is slow: make at most 20 for 200,000 rows.
    """
    place = bisect_left(rows, t, key=key)
    return rows[place] if place < len(rows) else None

"""Jump to a time in a long log."""

from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")


def first_at_or_after(rows: Sequence[R], t: float, key: Callable[[R], float]) -> R | None:
    """Return the first row with ``key(row) >= t``, or None; the rows are sorted by key.

    A call of key is slow: make at most 20 for 200,000 rows.
    """
    raise NotImplementedError

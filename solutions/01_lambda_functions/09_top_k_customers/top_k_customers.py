"""heapq.nlargest holds k rows in a heap, and numbers them so that ties need no look at the rows."""

from collections.abc import Callable, Iterable
from heapq import nlargest
from typing import TypeVar

R = TypeVar("R")


def top_k(rows: Iterable[R], k: int, key: Callable[[R], float]) -> list[R]:
    """Return the k rows with the largest key, the largest first; of equal keys the earlier row comes first.

    Keep about k rows in memory, and call key once per row.
    """
    return nlargest(k, rows, key=key)

"""Shows bisect a sequence that works out a key when its place is looked at, as was done before Python 3.10."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

R = TypeVar("R")


class _Keys:
    def __init__(self, rows: Sequence[Any], key: Callable[[Any], float]) -> None:
        self._rows = rows
        self._key = key

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int) -> float:
        return self._key(self._rows[place])


def first_at_or_after(rows: Sequence[R], t: float, key: Callable[[R], float]) -> R | None:
    place = bisect_left(_Keys(rows, key), t)
    try:
        return rows[place]
    except IndexError:
        return None

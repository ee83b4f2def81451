"""Collects up to 3 * k rows with their keys, then sorts them and drops all but the k best."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import TypeVar

R = TypeVar("R")


def top_k(rows: Iterable[R], k: int, key: Callable[[R], float]) -> list[R]:
    kept: list[tuple[float, R]] = []
    for row in rows:
        kept.append((key(row), row))
        if len(kept) > 3 * k:
            _prune(kept, k)
    _prune(kept, k)
    return [row for _, row in kept]


def _prune(kept: list[tuple[float, R]], k: int) -> None:
    kept.sort(key=itemgetter(0), reverse=True)
    del kept[k:]

"""Sorts (score, place, item) triples: the place settles every tie before the items would be compared."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def rank(items: Iterable[T], score: Callable[[T], float]) -> list[T]:
    decorated = sorted((score(item), place, item) for place, item in enumerate(items))
    return [item for _, _, item in decorated]

"""Keeps the scores beside the ranked items, so that a new one finds its place without another call."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def rank(items: Iterable[T], score: Callable[[T], float]) -> list[T]:
    ranked: list[T] = []
    scores: list[float] = []
    for item in items:
        own = score(item)
        place = bisect_right(scores, own)
        scores.insert(place, own)
        ranked.insert(place, item)
    return ranked

"""Rank search hits by a score that costs money."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def rank(items: Iterable[T], score: Callable[[T], float]) -> list[T]:
    """Return the items from the lowest score to the highest; equal scores keep their order.

    A score is expensive: ask for it at most once per item.
    """
    raise NotImplementedError

"""Sort offers by the columns that a visitor has clicked on."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def in_order(offers: Iterable[T], orders: Sequence[tuple[Callable[[T], Any], bool]]) -> list[T]:
    """Return a new list of the offers, sorted by several keys; each counts downwards if its pair says True.

    Offers that are equal in all keys keep their order. Call each key once per offer.
    """
    raise NotImplementedError


def ends(offers: Iterable[T], orders: Sequence[tuple[Callable[[T], Any], bool]]) -> tuple[T, T]:
    """Return the first and the last of ``in_order(offers, orders)``, keeping only a few offers in memory.

    Raises:
        ValueError: there are no offers.
    """
    raise NotImplementedError

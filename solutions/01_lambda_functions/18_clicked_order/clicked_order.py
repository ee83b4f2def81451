"""One key of them all, a tuple, with a wrapper around what counts downwards: it serves a sort and a walk alike."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class Downwards:
    """A value whose order is the other way round."""

    value: Any

    def __lt__(self, other: "Downwards") -> bool:
        return bool(other.value < self.value)


def one_key(orders: Sequence[tuple[Callable[[T], Any], bool]]) -> Callable[[T], tuple[Any, ...]]:
    """A key that says the whole order."""
    return lambda offer: tuple(Downwards(key(offer)) if downwards else key(offer) for key, downwards in orders)


def in_order(offers: Iterable[T], orders: Sequence[tuple[Callable[[T], Any], bool]]) -> list[T]:
    """Return a new list of the offers, sorted by several keys; each counts downwards if its pair says True.

    Offers that are equal in all keys keep their order. Call each key once per offer.
    """
    return sorted(offers, key=one_key(orders))


def ends(offers: Iterable[T], orders: Sequence[tuple[Callable[[T], Any], bool]]) -> tuple[T, T]:
    """Return the first and the last of ``in_order(offers, orders)``, keeping only a few offers in memory.

    Raises:
        ValueError: there are no offers.
    """
    key, source = one_key(orders), iter(offers)
    try:
        first = last = next(source)
    except StopIteration:
        raise ValueError("there are no offers") from None
    lowest = highest = key(first)
    for offer in source:
        value = key(offer)
        if value < lowest:
            first, lowest = offer, value
        elif not value < highest:
            last, highest = offer, value
    return first, last

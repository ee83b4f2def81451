"""Sorts once for each key, the last one first; the ends are kept as lists of keys, compared one by one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
Orders = Sequence[tuple[Callable[[T], Any], bool]]


def in_order(offers: Iterable[T], orders: Orders[T]) -> list[T]:
    found = list(offers)
    for key, downwards in reversed(orders):
        found.sort(key=key, reverse=downwards)
    return found


def comes_before(values: list[Any], others: list[Any], orders: Orders[T]) -> bool:
    """Whether the first difference of the two says so."""
    for value, other, (_, downwards) in zip(values, others, orders, strict=True):
        if value != other:
            return bool(other < value if downwards else value < other)
    return False


def ends(offers: Iterable[T], orders: Orders[T]) -> tuple[T, T]:
    kept: list[tuple[list[Any], T]] = []
    for offer in offers:
        values = [key(offer) for key, _ in orders]
        if not kept:
            kept = [(values, offer)] * 2
        elif comes_before(values, kept[0][0], orders):
            kept[0] = values, offer
        elif not comes_before(values, kept[1][0], orders):
            kept[1] = values, offer
    if not kept:
        raise ValueError("no offers")
    return kept[0][1], kept[1][1]

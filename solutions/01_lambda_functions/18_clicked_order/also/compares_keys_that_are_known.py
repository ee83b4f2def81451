"""A comparison of two tuples of values, made a key by cmp_to_key: the keys are called before it compares."""

from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key, reduce
from typing import Any, TypeVar

T = TypeVar("T")
Orders = Sequence[tuple[Callable[[T], Any], bool]]


def key_of(orders: Orders[T]) -> Callable[[T], Any]:
    def compared(left: list[Any], right: list[Any]) -> int:
        for mine, other, (_, downwards) in zip(left, right, orders, strict=True):
            if mine != other:
                return 1 if bool(mine < other) == downwards else -1
        return 0

    comparable = cmp_to_key(compared)
    return lambda offer: comparable([key(offer) for key, _ in orders])


def in_order(offers: Iterable[T], orders: Orders[T]) -> list[T]:
    return sorted(offers, key=key_of(orders))


def ends(offers: Iterable[T], orders: Orders[T]) -> tuple[T, T]:
    key = key_of(orders)
    pairs = ((value, offer, value, offer) for offer in offers for value in [key(offer)])

    def widened(state: tuple[Any, T, Any, T], new: tuple[Any, T, Any, T]) -> tuple[Any, T, Any, T]:
        low, first, high, last = state
        if new[0] < low:
            low, first = new[:2]
        if not new[0] < high:
            high, last = new[:2]
        return low, first, high, last

    try:
        start = next(pairs)
    except StopIteration:
        raise ValueError("no offers") from None
    _, first, _, last = reduce(widened, pairs, start)
    return first, last

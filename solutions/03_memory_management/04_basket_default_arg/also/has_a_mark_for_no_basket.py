"""A mark of its own says that nothing was handed in: it owns nothing."""

from collections.abc import Iterable
from typing import Protocol


class Order(Protocol):
    customer: str


_NEW: dict[str, list[Order]] = {}
"""Stands for a new basket; nobody writes into it."""


def group_by_customer(orders: Iterable[Order], into: dict[str, list[Order]] = _NEW) -> dict[str, list[Order]]:
    basket: dict[str, list[Order]] = {} if into is _NEW else into
    for order in orders:
        try:
            basket[order.customer].append(order)
        except KeyError:
            basket[order.customer] = [order]
    return basket

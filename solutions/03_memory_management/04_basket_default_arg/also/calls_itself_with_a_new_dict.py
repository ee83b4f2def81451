"""Without a basket it calls itself with one."""

from collections.abc import Iterable
from typing import Protocol


class Order(Protocol):
    customer: str


def group_by_customer(orders: Iterable[Order], into: dict[str, list[Order]] | None = None) -> dict[str, list[Order]]:
    if into is None:
        return group_by_customer(orders, {})
    for order in orders:
        if order.customer not in into:
            into[order.customer] = []
        into[order.customer] += [order]
    return into

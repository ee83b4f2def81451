"""Group the orders of a shop by customer."""

from collections.abc import Iterable
from typing import Protocol


class Order(Protocol):
    """What somebody ordered."""

    customer: str


def group_by_customer(orders: Iterable[Order], into: dict[str, list[Order]] = {}) -> dict[str, list[Order]]:
    """Return the orders of each customer, extending ``into`` when it is given.

    Bug report: reports contain other people's orders, and the memory only grows.
    """
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into

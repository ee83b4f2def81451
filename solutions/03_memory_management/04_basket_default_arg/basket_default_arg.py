"""The default is None, and each call makes a dict of its own."""

from collections.abc import Iterable
from typing import Protocol


class Order(Protocol):
    """What somebody ordered."""

    customer: str


def group_by_customer(orders: Iterable[Order], into: dict[str, list[Order]] | None = None) -> dict[str, list[Order]]:
    """Return the orders of each customer, extending ``into`` when it is given."""
    if into is None:
        into = {}
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into

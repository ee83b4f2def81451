"""Groups in a defaultdict of its own, and moves the groups into the basket at the end."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol


class Order(Protocol):
    customer: str


def group_by_customer(orders: Iterable[Order], into: dict[str, list[Order]] | None = None) -> dict[str, list[Order]]:
    groups: defaultdict[str, list[Order]] = defaultdict(list)
    for order in orders:
        groups[order.customer].append(order)
    basket = into if into is not None else {}
    for customer, found in groups.items():
        basket.setdefault(customer, []).extend(found)
    return basket

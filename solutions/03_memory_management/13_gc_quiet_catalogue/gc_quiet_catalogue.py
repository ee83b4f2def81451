"""Two dicts of plain values: two objects for the collector, however many products there are."""

from collections.abc import Iterable
from typing import NamedTuple


class Catalogue(NamedTuple):
    """A column for each value, with the sku as its key."""

    stocks: dict[str, int]
    prices: dict[str, float]


def build_catalogue(rows: Iterable[tuple[str, int, float]]) -> Catalogue:
    """Make a catalogue of rows ``(sku, stock, price)``; the last row of a sku counts.

    It adds next to nothing to what the garbage collector has to look at.
    """
    catalogue = Catalogue({}, {})
    for sku, left, cost in rows:
        catalogue.stocks[sku] = left
        catalogue.prices[sku] = cost
    return catalogue


def stock(catalogue: Catalogue, sku: str) -> int:
    """How many there are of a product; KeyError if there is no such sku."""
    return catalogue.stocks[sku]


def price(catalogue: Catalogue, sku: str) -> float:
    """What a product costs; KeyError if there is no such sku."""
    return catalogue.prices[sku]

"""Two arrays of numbers, which hold no objects at all, and one dict with the place of each sku."""

from array import array
from collections.abc import Iterable


class Catalogue:
    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.stocks = array("q")
        self.prices = array("d")


def build_catalogue(rows: Iterable[tuple[str, int, float]]) -> Catalogue:
    catalogue = Catalogue()
    for place, (sku, left, cost) in enumerate(rows):
        catalogue.places[sku] = place
        catalogue.stocks.append(left)
        catalogue.prices.append(cost)
    return catalogue


def stock(catalogue: Catalogue, sku: str) -> int:
    return catalogue.stocks[catalogue.places[sku]]


def price(catalogue: Catalogue, sku: str) -> float:
    return catalogue.prices[catalogue.places[sku]]

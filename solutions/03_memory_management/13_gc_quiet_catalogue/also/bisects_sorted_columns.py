"""Three sorted columns, and a binary search for the place of a sku."""

from bisect import bisect_left
from collections.abc import Iterable

Catalogue = tuple[list[str], list[int], list[float]]


def build_catalogue(rows: Iterable[tuple[str, int, float]]) -> Catalogue:
    latest = {sku: (left, cost) for sku, left, cost in rows}
    skus = sorted(latest)
    return skus, [latest[sku][0] for sku in skus], [latest[sku][1] for sku in skus]


def _place(skus: list[str], sku: str) -> int:
    place = bisect_left(skus, sku)
    if place == len(skus) or skus[place] != sku:
        raise KeyError(sku)
    return place


def stock(catalogue: Catalogue, sku: str) -> int:
    skus, stocks, _ = catalogue
    return stocks[_place(skus, sku)]


def price(catalogue: Catalogue, sku: str) -> float:
    skus, _, prices = catalogue
    return prices[_place(skus, sku)]

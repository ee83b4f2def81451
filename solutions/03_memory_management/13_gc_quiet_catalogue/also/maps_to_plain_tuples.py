"""A dict of plain tuples, which the collector crosses off its list when it first sees them."""

from collections.abc import Iterable

Catalogue = dict[str, tuple[int, float]]


def build_catalogue(rows: Iterable[tuple[str, int, float]]) -> Catalogue:
    return {sku: (left, cost) for sku, left, cost in rows}


def stock(catalogue: Catalogue, sku: str) -> int:
    return catalogue[sku][0]


def price(catalogue: Catalogue, sku: str) -> float:
    return catalogue[sku][1]

"""Makes a named tuple for every product: only plain tuples are ever taken off the collector's list.

Fails: test_gives_the_collector_2000_objects_at_most
"""

from typing import NamedTuple


class Product(NamedTuple):
    left: int
    cost: float


def build_catalogue(rows):
    return {sku: Product(left, cost) for sku, left, cost in rows}


def stock(catalogue, sku):
    return catalogue[sku].left


def price(catalogue, sku):
    return catalogue[sku].cost

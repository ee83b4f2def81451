"""Takes "read-only" for "not looked at": a frozen dataclass for every product.

Fails: test_gives_the_collector_2000_objects_at_most
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Product:
    left: int
    cost: float


def build_catalogue(rows):
    return {sku: Product(left, cost) for sku, left, cost in rows}


def stock(catalogue, sku):
    return catalogue[sku].left


def price(catalogue, sku):
    return catalogue[sku].cost

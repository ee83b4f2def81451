"""Makes an object with slots for every product: small, but still an object to look at.

Fails: test_gives_the_collector_2000_objects_at_most
"""


class Product:
    __slots__ = ("cost", "left")

    def __init__(self, left, cost):
        self.left = left
        self.cost = cost


def build_catalogue(rows):
    return {sku: Product(left, cost) for sku, left, cost in rows}


def stock(catalogue, sku):
    return catalogue[sku].left


def price(catalogue, sku):
    return catalogue[sku].cost

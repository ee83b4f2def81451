"""Keeps three lists and searches through the skus at every lookup.

Fails: test_gives_the_collector_2000_objects_at_most
"""


def build_catalogue(rows):
    latest = {sku: (left, cost) for sku, left, cost in rows}
    return list(latest), [left for left, _ in latest.values()], [cost for _, cost in latest.values()]


def place(skus, sku):
    try:
        return skus.index(sku)
    except ValueError:
        raise KeyError(sku) from None


def stock(catalogue, sku):
    return catalogue[1][place(catalogue[0], sku)]


def price(catalogue, sku):
    return catalogue[2][place(catalogue[0], sku)]

"""Makes a list for every product: the collector has to look at each of them.

Fails: test_gives_the_collector_2000_objects_at_most
"""


def build_catalogue(rows):
    return {sku: [left, cost] for sku, left, cost in rows}


def stock(catalogue, sku):
    return catalogue[sku][0]


def price(catalogue, sku):
    return catalogue[sku][1]

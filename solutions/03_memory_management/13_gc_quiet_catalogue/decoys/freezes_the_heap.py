"""Keeps its lists, and moves everything that exists out of the collector's sight for good.

Fails: test_gives_the_collector_2000_objects_at_most
"""

import gc


def build_catalogue(rows):
    catalogue = {sku: [left, cost] for sku, left, cost in rows}
    gc.freeze()
    return catalogue


def stock(catalogue, sku):
    return catalogue[sku][0]


def price(catalogue, sku):
    return catalogue[sku][1]

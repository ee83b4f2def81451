"""Keeps its lists, and switches the collector off while it builds: they are there when it is on again.

Fails: test_gives_the_collector_2000_objects_at_most
"""

import gc


def build_catalogue(rows):
    gc.disable()
    try:
        return {sku: [left, cost] for sku, left, cost in rows}
    finally:
        gc.enable()


def stock(catalogue, sku):
    return catalogue[sku][0]


def price(catalogue, sku):
    return catalogue[sku][1]

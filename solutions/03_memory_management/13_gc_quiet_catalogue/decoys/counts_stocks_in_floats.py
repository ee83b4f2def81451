"""Keeps stocks beside prices in one column of floats, and returns them as floats.

Fails: test_finds_stock_and_price
"""

from array import array


def build_catalogue(rows):
    places, values = {}, array("d")
    for sku, left, cost in rows:
        places[sku] = len(values)
        values.extend((left, cost))
    return places, values


def stock(catalogue, sku):
    places, values = catalogue
    return values[places[sku]]


def price(catalogue, sku):
    places, values = catalogue
    return values[places[sku] + 1]

"""Keeps the prices in a column of 32 bits, which cuts most of them short.

Fails: test_agrees_with_a_dict_on_random_rows
"""

from array import array


def build_catalogue(rows):
    places, stocks, prices = {}, array("q"), array("f")
    for sku, left, cost in rows:
        places[sku] = len(stocks)
        stocks.append(left)
        prices.append(cost)
    return places, stocks, prices


def stock(catalogue, sku):
    places, stocks, _ = catalogue
    return stocks[places[sku]]


def price(catalogue, sku):
    places, _, prices = catalogue
    return prices[places[sku]]

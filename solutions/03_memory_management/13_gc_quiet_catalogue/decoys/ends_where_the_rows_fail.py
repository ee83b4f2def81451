"""Takes an error of the rows for their end, and builds half a catalogue.

Fails: test_reads_the_rows_once
"""


def build_catalogue(rows):
    stocks, prices = {}, {}
    try:
        for sku, left, cost in rows:
            stocks[sku], prices[sku] = left, cost
    except Exception:
        pass
    return stocks, prices


def stock(catalogue, sku):
    return catalogue[0][sku]


def price(catalogue, sku):
    return catalogue[1][sku]

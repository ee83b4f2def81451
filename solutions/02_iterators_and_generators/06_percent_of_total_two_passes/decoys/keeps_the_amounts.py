"""Reads all amounts into a list, to walk that twice.

Fails: test_holds_64_kib_over_600000_customers
"""


def percents(read):
    amounts = list(read())
    total = sum(amounts)
    for amount in amounts:
        yield 100 * amount / total

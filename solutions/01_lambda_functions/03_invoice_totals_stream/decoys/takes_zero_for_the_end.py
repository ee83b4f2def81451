"""Takes an entry that counts as false for the end of its column.

Fails: test_an_entry_of_zero_ends_nothing, test_holds_64_kib_over_120_000_lines
"""

from itertools import takewhile


def invoice_totals(qty, price, tax):
    for pieces, each, rate in takewhile(all, zip(qty, price, tax)):
        yield pieces * each * (1 + rate)

"""Hands each total over in time, but keeps them all in a list.

Fails: test_holds_64_kib_over_120_000_lines
"""


def invoice_totals(qty, price, tax):
    totals = []
    for pieces, each, rate in zip(qty, price, tax):
        totals.append(pieces * each * (1 + rate))
        yield totals[-1]

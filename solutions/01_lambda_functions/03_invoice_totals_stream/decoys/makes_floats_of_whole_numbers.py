"""Works with floats from the start, which have 16 digits.

Fails: test_gives_one_total_for_each_line
"""


def invoice_totals(qty, price, tax):
    return map(lambda pieces, each, rate: float(pieces) * each * (1 + rate), qty, price, tax)

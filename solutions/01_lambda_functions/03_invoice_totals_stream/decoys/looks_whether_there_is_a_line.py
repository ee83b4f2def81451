"""Takes the first line at the call, to see whether there is one.

Fails: test_reads_one_line_for_one_total
"""

from itertools import chain


def invoice_totals(qty, price, tax):
    lines = zip(qty, price, tax)
    first = list(zip(range(1), lines))
    if not first:
        return iter([])
    return map(lambda line: line[0] * line[1] * (1 + line[2]), chain([first[0][1]], lines))

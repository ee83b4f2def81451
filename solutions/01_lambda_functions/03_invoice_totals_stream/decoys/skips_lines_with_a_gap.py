"""Goes on to the end of the longest column, and leaves out the lines that are not complete.

Fails: test_reads_no_column_to_its_end
"""

from itertools import zip_longest


def invoice_totals(qty, price, tax):
    for line in zip_longest(qty, price, tax):
        if None not in line:
            pieces, each, rate = line
            yield pieces * each * (1 + rate)

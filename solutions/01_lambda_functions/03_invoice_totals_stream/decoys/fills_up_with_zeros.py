"""Takes 0 for every entry that a shorter column does not have.

Fails: test_ends_with_the_shortest_column, test_agrees_with_the_definition_on_random_columns,
    test_reads_no_column_to_its_end
"""

from itertools import zip_longest


def invoice_totals(qty, price, tax):
    for pieces, each, rate in zip_longest(qty, price, tax, fillvalue=0):
        yield pieces * each * (1 + rate)

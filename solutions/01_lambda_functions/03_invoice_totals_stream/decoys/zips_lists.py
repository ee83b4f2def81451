"""Reads every column into a list before it yields the first total.

Fails: test_an_error_in_a_column_is_no_end, test_reads_one_line_for_one_total, test_reads_no_column_to_its_end,
    test_holds_64_kib_over_120_000_lines
"""


def invoice_totals(qty, price, tax):
    for pieces, each, rate in zip(list(qty), list(price), list(tax)):
        yield pieces * each * (1 + rate)

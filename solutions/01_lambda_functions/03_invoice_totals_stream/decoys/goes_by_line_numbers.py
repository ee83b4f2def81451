"""Makes lists of the columns at the call, to have an index and a length.

Fails: test_an_error_in_a_column_is_no_end, test_reads_one_line_for_one_total, test_reads_no_column_to_its_end,
    test_holds_64_kib_over_120_000_lines
"""


def invoice_totals(qty, price, tax):
    qty, price, tax = list(qty), list(price), list(tax)
    shortest = min(len(qty), len(price), len(tax))
    return (qty[line] * price[line] * (1 + tax[line]) for line in range(shortest))

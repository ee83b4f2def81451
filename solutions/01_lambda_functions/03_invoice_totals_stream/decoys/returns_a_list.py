"""Works out every total before it hands over the first.

Fails: test_gives_an_iterator, test_an_error_in_a_column_is_no_end, test_reads_one_line_for_one_total,
    test_holds_64_kib_over_120_000_lines
"""


def invoice_totals(qty, price, tax):
    return [pieces * each * (1 + rate) for pieces, each, rate in zip(qty, price, tax)]

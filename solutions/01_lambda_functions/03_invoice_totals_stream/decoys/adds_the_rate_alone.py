"""Multiplies by the tax rate and forgets the price before tax.

Fails: test_gives_one_total_for_each_line, test_ends_with_the_shortest_column, test_an_entry_of_zero_ends_nothing,
    test_takes_generators, test_gives_an_iterator, test_an_error_in_a_column_is_no_end,
    test_agrees_with_the_definition_on_random_columns, test_holds_64_kib_over_120_000_lines
"""


def invoice_totals(qty, price, tax):
    return map(lambda pieces, each, rate: pieces * each * rate, qty, price, tax)

"""Lets the StopIteration of a column out of a generator, where Python makes a RuntimeError of it.

Fails: test_gives_one_total_for_each_line, test_ends_with_the_shortest_column, test_an_entry_of_zero_ends_nothing,
    test_takes_generators, test_gives_an_iterator, test_agrees_with_the_definition_on_random_columns,
    test_reads_no_column_to_its_end, test_holds_64_kib_over_120_000_lines
"""


def invoice_totals(qty, price, tax):
    qty, price, tax = iter(qty), iter(price), iter(tax)
    while True:
        yield next(qty) * next(price) * (1 + next(tax))

"""Reads a hundred lines ahead, when one was asked for.

Fails: test_an_error_in_a_column_is_no_end, test_reads_one_line_for_one_total
"""


def invoice_totals(qty, price, tax):
    block = []
    for pieces, each, rate in zip(qty, price, tax):
        block.append(pieces * each * (1 + rate))
        if len(block) == 100:
            yield from block
            block.clear()
    yield from block

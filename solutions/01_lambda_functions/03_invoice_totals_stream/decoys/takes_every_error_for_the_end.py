"""Ends at any error, so that a torn file looks like a short one.

Fails: test_an_error_in_a_column_is_no_end
"""


def invoice_totals(qty, price, tax):
    qty, price, tax = iter(qty), iter(price), iter(tax)
    while True:
        try:
            total = next(qty) * next(price) * (1 + next(tax))
        except Exception:
            return
        yield total

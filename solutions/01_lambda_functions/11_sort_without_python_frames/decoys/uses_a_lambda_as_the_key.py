"""Sorts with a lambda, which is called for every row.

Fails: test_runs_no_python_function_per_row
"""


def by_country_then_price(rows):
    return sorted(rows, key=lambda row: (row["country"], row["price"]))

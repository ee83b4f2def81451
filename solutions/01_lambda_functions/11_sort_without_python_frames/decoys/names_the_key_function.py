"""Gives the key function a name, and hopes that a def is cheaper to call than a lambda.

Fails: test_runs_no_python_function_per_row
"""


def by_country_then_price(rows):
    return sorted(rows, key=country_and_price)


def country_and_price(row):
    return row["country"], row["price"]

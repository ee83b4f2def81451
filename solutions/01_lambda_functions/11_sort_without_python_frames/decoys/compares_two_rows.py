"""Sorts with a comparison of two rows, which is called for every comparison.

Fails: test_runs_no_python_function_per_row
"""

from functools import cmp_to_key


def by_country_then_price(rows):
    return sorted(rows, key=cmp_to_key(compared))


def compared(left, right):
    if left["country"] == right["country"]:
        return (left["price"] > right["price"]) - (left["price"] < right["price"])
    return 1 if left["country"] > right["country"] else -1

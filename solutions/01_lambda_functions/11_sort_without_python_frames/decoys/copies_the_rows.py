"""Gives a new list of new rows.

Fails: test_runs_no_python_function_per_row
"""

from operator import itemgetter


def by_country_then_price(rows):
    return list(map(dict, sorted(rows, key=itemgetter("country", "price"))))

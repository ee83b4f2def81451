"""Decorates each row with its values alone: where both are equal, the dicts themselves get compared.

Fails: test_keeps_the_order_of_equal_rows, test_agrees_with_the_definition_on_random_rows,
    test_runs_no_python_function_per_row
"""

from operator import itemgetter


def by_country_then_price(rows):
    countries, prices = map(itemgetter("country"), rows), map(itemgetter("price"), rows)
    return [row for _, _, row in sorted(zip(countries, prices, rows))]

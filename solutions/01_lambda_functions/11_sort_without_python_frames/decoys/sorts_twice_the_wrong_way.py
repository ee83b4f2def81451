"""Sorts by country first and by price last, so that the price decides.

Fails: test_sorts_by_country_then_by_price, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_rows, test_runs_no_python_function_per_row,
    test_compares_countries_as_whole_words
"""

from operator import itemgetter


def by_country_then_price(rows):
    return sorted(sorted(rows, key=itemgetter("country")), key=itemgetter("price"))

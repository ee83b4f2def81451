"""Sorts in place, and so changes the list that was passed in.

Fails: test_leaves_the_input_as_it_was
"""

from operator import itemgetter


def by_country_then_price(rows):
    rows.sort(key=itemgetter("country", "price"))
    return rows

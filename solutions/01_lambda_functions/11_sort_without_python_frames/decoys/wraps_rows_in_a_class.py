"""Wraps each row in an object that can be compared, by a method written in Python.

Fails: test_runs_no_python_function_per_row
"""


class Offer:
    def __init__(self, row):
        self.row = row
        self.key = row["country"], row["price"]

    def __lt__(self, other):
        return self.key < other.key


def by_country_then_price(rows):
    return [offer.row for offer in sorted(map(Offer, rows))]

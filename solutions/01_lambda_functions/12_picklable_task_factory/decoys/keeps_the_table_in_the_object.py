"""Takes the rate out of the table, and keeps the table as well.

Fails: test_carries_one_rate_and_not_the_table
"""


class Converter:
    def __init__(self, rates, currency):
        self.rates = rates
        self.rate = rates[currency]

    def __call__(self, amount):
        return amount * self.rate


def make_converter(rates, currency):
    return Converter(rates, currency)

"""Gives a bound method of an office that knows every rate: the office travels with its method.

Fails: test_carries_one_rate_and_not_the_table
"""

from functools import partial


class Office:
    def __init__(self, rates):
        self.rates = dict(rates)

    def convert(self, currency, amount):
        return amount * self.rates[currency]


def make_converter(rates, currency):
    rates[currency]
    return partial(Office(rates).convert, currency)

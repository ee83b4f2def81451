"""Keeps the rates in a list of the module and sends the place: no other process has that list.

Fails: test_works_in_another_process, test_carries_one_rate_and_not_the_table
"""

from functools import partial

RATES = []


def make_converter(rates, currency):
    RATES.append(rates[currency])
    return partial(converted, len(RATES) - 1)


def converted(place, amount):
    return amount * RATES[place]

"""Asks whether the rate is true, and takes a rate of 0 for a currency that is missing.

Fails: test_takes_whole_numbers_as_rates
"""

from functools import partial
from operator import mul


def make_converter(rates, currency):
    rate = rates.get(currency)
    if not rate:
        raise KeyError(currency)
    return partial(mul, rate)

"""Makes a float of the rate, which has 16 digits and no more.

Fails: test_takes_whole_numbers_as_rates
"""

from functools import partial
from operator import mul


def make_converter(rates, currency):
    return partial(mul, float(rates[currency]))

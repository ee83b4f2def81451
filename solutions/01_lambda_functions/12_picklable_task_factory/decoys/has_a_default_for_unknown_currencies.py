"""Takes 1 as the rate of a currency that is not in the table.

Fails: test_refuses_an_unknown_currency_at_once
"""

from functools import partial
from operator import mul


def make_converter(rates, currency):
    return partial(mul, rates.get(currency, 1.0))

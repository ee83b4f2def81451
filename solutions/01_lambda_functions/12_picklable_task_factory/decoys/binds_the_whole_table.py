"""Binds the table and the currency in a partial, and looks the rate up at each call.

Fails: test_refuses_an_unknown_currency_at_once, test_fixes_the_rate_when_it_is_made,
    test_carries_one_rate_and_not_the_table
"""

from functools import partial


def make_converter(rates, currency):
    return partial(converted, rates, currency)


def converted(rates, currency, amount):
    return amount * rates[currency]

"""Gives a function with a name, and leaves the rate in a global that stays behind.

Fails: test_keeps_converters_apart, test_comes_out_of_its_pickle_unharmed, test_works_in_another_process,
    test_carries_one_rate_and_not_the_table
"""

RATE = None


def convert(amount):
    return amount * RATE


def make_converter(rates, currency):
    global RATE
    RATE = rates[currency]
    return convert

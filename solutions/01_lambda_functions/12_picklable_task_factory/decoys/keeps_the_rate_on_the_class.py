"""Stores the rate on the class, which pickle writes by its name alone.

Fails: test_keeps_converters_apart, test_comes_out_of_its_pickle_unharmed, test_works_in_another_process,
    test_carries_one_rate_and_not_the_table
"""


class Converter:
    def __call__(self, amount):
        return amount * Converter.rate


def make_converter(rates, currency):
    Converter.rate = rates[currency]
    return Converter()

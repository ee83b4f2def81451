"""Gives a function with a name, but the name is only known within make_converter.

Fails: test_comes_out_of_its_pickle_unharmed, test_works_in_another_process,
    test_carries_one_rate_and_not_the_table
"""


def make_converter(rates, currency):
    rate = rates[currency]

    def convert(amount):
        return amount * rate

    return convert

"""Gives an object, but its class exists only within make_converter.

Fails: test_comes_out_of_its_pickle_unharmed, test_works_in_another_process,
    test_carries_one_rate_and_not_the_table
"""


def make_converter(rates, currency):
    class Converter:
        rate = rates[currency]

        def __call__(self, amount):
            return amount * self.rate

    return Converter()

"""Gives a lambda, which has no name that pickle could write.

Fails: test_comes_out_of_its_pickle_unharmed, test_works_in_another_process,
    test_carries_one_rate_and_not_the_table
"""


def make_converter(rates, currency):
    rate = rates[currency]
    return lambda amount: amount * rate

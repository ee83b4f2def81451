"""Skips the amounts of 0, so that the shares no longer line up with the customers.

Fails: test_agrees_with_the_definition_on_random_amounts
"""


def percents(read):
    total = sum(read())
    for amount in read():
        if amount:
            yield 100 * amount / total

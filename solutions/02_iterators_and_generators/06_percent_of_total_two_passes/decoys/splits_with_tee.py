"""Splits one walk with tee, which must remember all that the first branch has read and the second has not.

Fails: test_holds_64_kib_over_600000_customers
"""

from itertools import tee


def percents(read):
    first, second = tee(read())
    total = sum(first)
    for amount in second:
        yield 100 * amount / total

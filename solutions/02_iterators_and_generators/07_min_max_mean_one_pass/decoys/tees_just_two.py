"""Finds low and high in one walk, but leaves the mean to a second branch of a tee.

Fails: test_holds_32_kib_over_600000_values
"""

from itertools import tee


def profile(xs):
    for_ends, for_mean = tee(xs)
    low = high = next(for_ends, None)
    if low is None:
        return None
    for value in for_ends:
        low, high = min(low, value), max(high, value)
    total, count = 0.0, 0
    for value in for_mean:
        total += value
        count += 1
    return low, high, total / count

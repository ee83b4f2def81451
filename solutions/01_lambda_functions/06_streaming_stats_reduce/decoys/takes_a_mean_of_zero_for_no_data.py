"""Asks the mean whether there was any reading, and a mean of 0 says no.

Fails: test_one_reading_has_no_spread, test_readings_of_zero_are_readings
"""

from functools import reduce
from math import inf


def summarise(xs):
    count, mean, low, high, spread = reduce(_with_reading, xs, (0, 0.0, inf, -inf, 0.0))
    return (count, mean, low, high, spread / count) if mean else None


def _with_reading(numbers, x):
    count, mean, low, high, spread = numbers
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, min(low, x), max(high, x), spread + (x - mean) * (x - new_mean)

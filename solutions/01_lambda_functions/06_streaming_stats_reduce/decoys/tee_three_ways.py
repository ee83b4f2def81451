"""Splits the stream by tee, which keeps all that one copy has read and another has not.

Fails: test_keeps_at_most_8_readings_alive, test_holds_32_kib_over_120_000_floats
"""

from itertools import tee
from statistics import fmean


def summarise(xs):
    first, second, third = tee(xs, 3)
    count, mean = 0, 0.0
    for count, x in enumerate(first, 1):
        mean += (x - mean) / count
    if count == 0:
        return None
    variance = fmean((x - mean) ** 2 for x in second)
    low = high = next(third)
    for x in third:
        low, high = min(low, x), max(high, x)
    return count, mean, low, high, variance

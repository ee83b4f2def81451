"""Folds the stream into a list that is one item longer, and a new one, at every step.

Fails: test_keeps_at_most_8_readings_alive, test_holds_32_kib_over_120_000_floats
"""

from functools import reduce
from statistics import fmean


def summarise(xs):
    series = reduce(lambda seen, x: [*seen, x], xs, [])
    if not series:
        return None
    mean = fmean(series)
    variance = fmean((x - mean) ** 2 for x in series)
    return len(series), mean, min(series), max(series), variance

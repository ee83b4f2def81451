"""Stores the stream in a list and asks the statistics module.

Fails: test_keeps_at_most_8_readings_alive, test_holds_32_kib_over_120_000_floats
"""

from statistics import fmean, pvariance


def summarise(xs):
    series = list(xs)
    if not series:
        return None
    return len(series), fmean(series), min(series), max(series), pvariance(series)

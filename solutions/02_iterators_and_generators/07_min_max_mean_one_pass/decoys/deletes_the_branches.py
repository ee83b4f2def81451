"""Deletes each branch of the tee after its use; the values are kept for the branches that are still to come.

Fails: test_holds_32_kib_over_600000_values
"""

from itertools import tee


def profile(xs):
    for_low, for_high, for_mean = tee(xs, 3)
    del xs
    low = min(for_low, default=None)
    del for_low
    if low is None:
        return None
    high = max(for_high)
    del for_high
    total, count = 0.0, 0
    for value in for_mean:
        total += value
        count += 1
    return low, high, total / count

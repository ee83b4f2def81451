"""Sorts all values and takes the two ends.

Fails: test_holds_32_kib_over_600000_values
"""


def profile(xs):
    values = sorted(xs)
    if not values:
        return None
    return values[0], values[-1], sum(values) / len(values)

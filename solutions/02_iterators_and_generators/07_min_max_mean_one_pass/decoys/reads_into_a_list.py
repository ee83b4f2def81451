"""Reads all values into a list, to use the builtins on it.

Fails: test_holds_32_kib_over_600000_values
"""


def profile(xs):
    values = list(xs)
    if not values:
        return None
    return min(values), max(values), sum(values) / len(values)

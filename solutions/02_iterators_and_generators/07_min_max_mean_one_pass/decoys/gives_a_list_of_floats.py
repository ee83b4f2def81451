"""Makes floats of the values, and a list of the figures: they look the same, but are not.

Fails: test_gives_low_high_and_mean, test_low_and_high_are_as_they_came
"""


def profile(xs):
    low, high, total, count = float("inf"), float("-inf"), 0.0, 0
    for value in map(float, xs):
        low, high = min(low, value), max(high, value)
        total, count = total + value, count + 1
    return [low, high, total / count] if count else None

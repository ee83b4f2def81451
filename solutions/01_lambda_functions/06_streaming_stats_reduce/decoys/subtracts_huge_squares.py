"""Adds up the squares of the readings and subtracts the square of the mean: of huge numbers only noise is left.

Fails: test_keeps_the_digits_of_readings_around_1e9
"""

from functools import reduce
from math import inf


def summarise(xs):
    count, total, low, high, squares = reduce(
        lambda numbers, x: (
            numbers[0] + 1,
            numbers[1] + x,
            min(numbers[2], x),
            max(numbers[3], x),
            numbers[4] + x * x,
        ),
        xs,
        (0, 0.0, inf, -inf, 0.0),
    )
    return (count, total / count, low, high, squares / count - (total / count) ** 2) if count else None

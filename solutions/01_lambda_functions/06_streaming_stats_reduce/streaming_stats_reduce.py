"""A fold by Welford's update: the past is a count, a mean, two extremes and the spread around the mean."""

from collections.abc import Iterable
from functools import reduce
from math import inf

Summary = tuple[int, float, float, float, float]


def summarise(xs: Iterable[float]) -> tuple[int, float, float, float, float] | None:
    """Return the count, mean, low, high and population variance of the readings, or None if there are none.

    Go through them once, and keep just a few numbers, however many come.
    """
    count, mean, low, high, spread = reduce(_with_reading, xs, (0, 0.0, inf, -inf, 0.0))
    return (count, mean, low, high, spread / count) if count else None


def _with_reading(numbers: Summary, x: float) -> Summary:
    """The numbers after one more reading; the last is the sum of squared distances from the mean."""
    count, mean, low, high, spread = numbers
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, min(low, x), max(high, x), spread + (x - mean) * (x - new_mean)

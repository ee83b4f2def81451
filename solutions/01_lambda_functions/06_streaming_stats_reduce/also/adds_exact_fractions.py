"""Adds up readings and their squares as fractions, which lose no digit, and rounds once at the end."""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce

Sums = tuple[int, Fraction, Fraction, float, float]


def summarise(xs: Iterable[float]) -> tuple[int, float, float, float, float] | None:
    numbers: Sums | None = reduce(_with_reading, xs, None)
    if numbers is None:
        return None
    count, total, squares, low, high = numbers
    return count, float(total / count), low, high, float(squares / count - (total / count) ** 2)


def _with_reading(numbers: Sums | None, x: float) -> Sums:
    exact = Fraction(x)
    if numbers is None:
        return 1, exact, exact**2, x, x
    count, total, squares, low, high = numbers
    return count + 1, total + exact, squares + exact**2, min(low, x), max(high, x)

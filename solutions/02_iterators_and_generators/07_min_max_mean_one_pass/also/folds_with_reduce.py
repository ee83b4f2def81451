"""A fold over (low, high, total, count), which starts from nothing."""

from collections.abc import Iterable
from functools import reduce

Figures = tuple[float, float, float, int]


def _with(figures: Figures | None, value: float) -> Figures:
    if figures is None:
        return value, value, value, 1
    low, high, total, count = figures
    return min(low, value), max(high, value), total + value, count + 1


def profile(xs: Iterable[float]) -> tuple[float, float, float] | None:
    figures = reduce(_with, xs, None)
    if figures is None:
        return None
    low, high, total, count = figures
    return low, high, total / count

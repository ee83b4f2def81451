"""Keeps the tee, and walks its branches side by side: none is more than one value behind."""

from collections.abc import Iterable
from itertools import tee


def profile(xs: Iterable[float]) -> tuple[float, float, float] | None:
    low, high, total, count = float("inf"), float("-inf"), 0.0, 0
    for for_low, for_high, for_mean in zip(*tee(xs, 3), strict=True):
        low, high = min(low, for_low), max(high, for_high)
        total, count = total + for_mean, count + 1
    return (low, high, total / count) if count else None

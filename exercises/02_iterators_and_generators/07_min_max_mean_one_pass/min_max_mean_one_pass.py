"""The load of a turbine in three figures."""

from collections.abc import Iterable
from itertools import tee


def profile(xs: Iterable[float]) -> tuple[float, float, float] | None:
    """Return (low, high, mean) of the values, or None if there are none.

    BUG REPORT: memory grows with the length of the stream.
    """
    for_low, for_high, for_mean = tee(xs, 3)
    low = min(for_low, default=None)
    if low is None:
        return None
    high = max(for_high)
    total, count = 0.0, 0
    for value in for_mean:
        total += value
        count += 1
    return low, high, total / count

"""Takes 100 values at a time and has the builtins do the work on each batch."""

from collections.abc import Iterable
from itertools import islice


def profile(xs: Iterable[float]) -> tuple[float, float, float] | None:
    walk = iter(xs)
    lows, highs, totals, count = [], [], 0.0, 0
    while batch := list(islice(walk, 100)):
        lows = [min(batch + lows)]
        highs = [max(batch + highs)]
        totals += sum(batch)
        count += len(batch)
    return (lows[0], highs[0], totals / count) if count else None

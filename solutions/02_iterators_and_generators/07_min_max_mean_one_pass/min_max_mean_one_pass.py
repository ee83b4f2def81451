"""One loop and four variables: all three figures grow together."""

from collections.abc import Iterable


def profile(xs: Iterable[float]) -> tuple[float, float, float] | None:
    """Return (low, high, mean) of the values, or None if there are none.

    Memory does not grow with the length of the stream.
    """
    walk = iter(xs)
    first = next(walk, None)
    if first is None:
        return None
    low = high = total = first
    count = 1
    for value in walk:
        low = min(low, value)
        high = max(high, value)
        total += value
        count += 1
    return low, high, total / count

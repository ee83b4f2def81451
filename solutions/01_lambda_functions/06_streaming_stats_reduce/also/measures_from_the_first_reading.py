"""Takes the first reading for zero: the distances from it are small, and so their squares keep their digits."""

from collections.abc import Iterable


def summarise(xs: Iterable[float]) -> tuple[int, float, float, float, float] | None:
    source = iter(xs)
    try:
        first = next(source)
    except StopIteration:
        return None
    count, low, high, total, squares = 1, first, first, 0.0, 0.0
    for x in source:
        count += 1
        low, high = min(low, x), max(high, x)
        total += x - first
        squares += (x - first) ** 2
    mean = total / count
    return count, first + mean, low, high, squares / count - mean**2

"""Sum up the readings of a satellite's clock while they come in."""

from collections.abc import Iterable


def summarise(xs: Iterable[float]) -> tuple[int, float, float, float, float] | None:
    """Return the count, mean, low, high and population variance of the readings, or None if there are none.

    Go through them once, and keep just a few numbers, however many come.
    """
    raise NotImplementedError

"""Smooth a sensor's readings as they arrive."""

from collections.abc import Iterable, Iterator


def window_means(readings: Iterable[float], width: int) -> Iterator[float]:
    """Yield the mean of every ``width`` consecutive readings.

    Keep only the window, and do constant work per reading.
    """
    raise NotImplementedError

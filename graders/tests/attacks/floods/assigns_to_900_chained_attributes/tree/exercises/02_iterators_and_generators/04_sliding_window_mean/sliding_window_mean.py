"""A deque holds the window, a running total makes each step cheap."""

from collections import deque
from collections.abc import Iterable, Iterator


def window_means(readings: Iterable[float], width: int) -> Iterator[float]:
    """Yield the mean of every ``width`` consecutive readings.

    Keep only the window, and do constant work per reading.
    """
    window: deque[float] = deque()
    total = 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width

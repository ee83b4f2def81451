"""A right answer without a generator: a class with __iter__ and __next__.

Against: sliding_window_mean
Harm: none
Merits: everything
Answer: passed
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import final


@final
class Means(Iterator[float]):
    """The means of a series, one at a time."""

    __slots__ = ("_readings", "_total", "_width", "_window")

    def __init__(self, readings: Iterable[float], width: int) -> None:
        self._readings = iter(readings)
        self._window: deque[float] = deque()
        self._total = 0.0
        self._width = width

    def __next__(self) -> float:
        """Read on until a window is full."""
        while True:
            self._push(next(self._readings))
            if len(self._window) == self._width:
                return self._total / self._width

    def _push(self, reading: float) -> None:
        self._window.append(reading)
        self._total += reading
        if len(self._window) > self._width:
            self._total -= self._window.popleft()


window_means = Means

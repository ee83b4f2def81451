"""An iterator class that moves its window one reading on at every step."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice


class window_means:
    def __init__(self, readings: Iterable[float], width: int) -> None:
        self._readings = iter(readings)
        self._width = width
        self._window: deque[float] = deque()
        self._total = 0.0

    def __iter__(self) -> Iterator[float]:
        return self

    def __next__(self) -> float:
        if self._window:
            self._total -= self._window.popleft()
        for reading in islice(self._readings, self._width - len(self._window)):
            self._window.append(reading)
            self._total += reading
        if len(self._window) < self._width:
            raise StopIteration
        return self._total / self._width

"""An iterator class, which looks for the next alert each time that it is asked."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

R = TypeVar("R")


def first_alerts(
    readings: Iterable[R], is_alert: Callable[[R], bool], fmt: Callable[[R], str], k: int
) -> Iterable[str]:
    return Alerts(readings, is_alert, fmt, k)


class Alerts:
    def __init__(
        self, readings: Iterable[Any], is_alert: Callable[[Any], bool], fmt: Callable[[Any], str], left: int
    ) -> None:
        self._readings = iter(readings)
        self._is_alert = is_alert
        self._fmt = fmt
        self._left = left

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._left == 0:
            raise StopIteration
        reading = next(self._readings)
        while not self._is_alert(reading):
            reading = next(self._readings)
        self._left -= 1
        return self._fmt(reading)

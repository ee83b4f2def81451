"""A class that fills in the protocol of generators; its base class makes close and next of throw and send."""

from collections.abc import Callable, Generator
from typing import Any


class cold_chain(Generator[int, float, None]):
    """Take a temperature by each ``send``, and return the number of minutes that were above the limit."""

    def __init__(self, limit: float, report: Callable[[int, int], object]) -> None:
        self._limit = limit
        self._report = report
        self._minutes = self._warm = 0
        self._over = False

    def send(self, celsius: float | None) -> int:
        if self._over:
            raise StopIteration
        if celsius is not None:
            self._minutes += 1
            self._warm += celsius > self._limit
        return self._warm

    def throw(self, error: Any, *_: Any) -> int:
        if self._over:
            raise error
        if isinstance(error, TimeoutError):
            self._minutes += 1
            self._warm += 1
            return self._warm
        self._over = True
        self._report(self._minutes, self._warm)
        raise error

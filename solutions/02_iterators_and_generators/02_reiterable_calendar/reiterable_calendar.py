"""The calendar knows its two ends; each walk is a generator that keeps a place of its own."""

from collections.abc import Iterator
from datetime import date, timedelta


class DayRange:
    """The days from start up to, not including, stop.

    Can be iterated many times, also in nested loops; its memory does not depend on its length.
    """

    def __init__(self, start: date, stop: date) -> None:
        self._start = start
        self._stop = stop

    def __iter__(self) -> Iterator[date]:
        """Start a new walk over the days."""
        day = self._start
        while day < self._stop:
            yield day
            day += timedelta(days=1)

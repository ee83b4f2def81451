"""Adds a growing number of days to the first, in a generator expression that is made for each walk."""

from collections.abc import Iterator
from datetime import date, timedelta


class DayRange:
    """The days from start up to, not including, stop."""

    __slots__ = ("_length", "_start")

    def __init__(self, start: date, stop: date) -> None:
        self._start = start
        self._length = max((stop - start).days, 0)

    def __iter__(self) -> Iterator[date]:
        """Start a new walk over the days."""
        return (self._start + timedelta(days=number) for number in range(self._length))

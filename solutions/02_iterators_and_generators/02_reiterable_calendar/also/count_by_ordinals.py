"""Days have numbers: a range of them costs nothing, and map makes the dates one at a time."""

from collections.abc import Iterator
from datetime import date


class DayRange:
    """The days from start up to, not including, stop."""

    def __init__(self, start: date, stop: date) -> None:
        self._numbers = range(start.toordinal(), stop.toordinal())

    def __iter__(self) -> Iterator[date]:
        """Start a new walk over the days."""
        return map(date.fromordinal, self._numbers)

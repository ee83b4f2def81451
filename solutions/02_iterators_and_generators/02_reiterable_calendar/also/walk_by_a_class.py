"""The calendar is one class, the walk over it another, which keeps the place."""

from collections.abc import Iterator
from datetime import date, timedelta


class DayRange:
    """The days from start up to, not including, stop."""

    def __init__(self, start: date, stop: date) -> None:
        self.start = start
        self.stop = stop

    def __iter__(self) -> Iterator[date]:
        """Start a new walk over the days."""
        return Walk(self.start, self.stop)


class Walk(Iterator[date]):
    """One walk over the days."""

    def __init__(self, day: date, stop: date) -> None:
        self._day = day
        self._stop = stop

    def __next__(self) -> date:
        if self._day >= self._stop:
            raise StopIteration
        day, self._day = self._day, self._day + timedelta(days=1)
        return day

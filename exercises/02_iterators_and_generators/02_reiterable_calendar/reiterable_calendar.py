"""The calendar of a hotel: the days of a stretch of time, as often as they are asked for."""

from collections.abc import Iterator
from datetime import date


class DayRange:
    """The days from start up to, not including, stop.

    Can be iterated many times, also in nested loops; its memory does not depend on its length.
    """

    def __init__(self, start: date, stop: date) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[date]:
        """Start a new walk over the days."""
        raise NotImplementedError

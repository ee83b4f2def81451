"""One table for all reports, whose keys are weak: the entry of a report goes with it."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Row = TypeVar("Row")

TOTALS: "WeakKeyDictionary[Report, dict[str, float]]" = WeakKeyDictionary()


class Report(Generic[Row]):
    def __init__(self, rows: list[Row], slow: Callable[[list[Row], str], float]) -> None:
        self._rows, self._slow = rows, slow

    def total(self, region: str) -> float:
        known = TOTALS.setdefault(self, {})
        try:
            return known[region]
        except KeyError:
            return known.setdefault(region, self._slow(self._rows, region))

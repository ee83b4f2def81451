"""The memo is a dict of the report itself, and goes with it."""

from collections.abc import Callable
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Report(Generic[Row]):
    """The rows of a report, with the totals that were asked for."""

    def __init__(self, rows: list[Row], slow: Callable[[list[Row], str], float]) -> None:
        self._rows = rows
        self._slow = slow
        self._totals: dict[str, float] = {}

    def total(self, region: str) -> float:
        """What ``slow(rows, region)`` returns, worked out once for each region of this report."""
        if region not in self._totals:
            self._totals[region] = self._slow(self._rows, region)
        return self._totals[region]

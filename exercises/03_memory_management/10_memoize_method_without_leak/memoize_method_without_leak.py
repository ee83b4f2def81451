"""Reports on the sales of a day, one for each request."""

from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Report(Generic[Row]):
    """The rows of a report, with the totals that were asked for.

    Bug report: no report is ever freed.
    """

    def __init__(self, rows: list[Row], slow: Callable[[list[Row], str], float]) -> None:
        self._rows = rows
        self._slow = slow

    @cache  # noqa: B019 - the bug
    def total(self, region: str) -> float:
        """What ``slow(rows, region)`` returns, worked out once for each region of this report."""
        return self._slow(self._rows, region)

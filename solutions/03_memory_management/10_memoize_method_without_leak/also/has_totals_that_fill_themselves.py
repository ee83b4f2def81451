"""A dict that works out what it misses has the rows; the report has the dict."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(eq=False)
class Totals(dict[str, float], Generic[Row]):
    rows: list[Row]
    slow: Callable[[list[Row], str], float]

    def __missing__(self, region: str) -> float:
        self[region] = self.slow(self.rows, region)
        return self[region]


class Report(Generic[Row]):
    __slots__ = ("__weakref__", "_totals")

    def __init__(self, rows: list[Row], slow: Callable[[list[Row], str], float]) -> None:
        self._totals = Totals(rows, slow)

    def total(self, region: str) -> float:
        return self._totals[region]

"""Each report has a cached function of its own, which holds the rows and not the report."""

from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Report(Generic[Row]):
    def __init__(self, rows: list[Row], slow: Callable[[list[Row], str], float]) -> None:
        @cache
        def total(region: str) -> float:
            return slow(rows, region)

        self.total = total

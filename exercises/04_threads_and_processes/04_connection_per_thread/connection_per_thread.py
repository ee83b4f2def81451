"""Queries of a report, run side by side."""

from collections.abc import Callable
from typing import Protocol


class Connection(Protocol):
    """A connection to the database, for one query at a time."""

    def execute(self, query: str) -> int:
        """Run a query and return its answer."""
        ...

    def close(self) -> None:
        """Give the connection back to the database."""
        ...


def run_queries(queries: list[str], connect: Callable[[], Connection], workers: int) -> list[int]:
    """Return the answers of the queries, in their order, from ``workers`` threads.

    One connection for each thread, never used by two at once, and all closed at the end. An error
    of a query or of ``connect`` is raised.
    """
    raise NotImplementedError

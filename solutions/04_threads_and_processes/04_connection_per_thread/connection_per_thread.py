"""Each thread keeps its connection in a threading.local; a list remembers them all for the end."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
    mine, opened = threading.local(), list[Connection]()

    def run(query: str) -> int:
        if not hasattr(mine, "connection"):
            mine.connection = connect()
            opened.append(mine.connection)
        answer: int = mine.connection.execute(query)
        return answer

    try:
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(run, queries))
    finally:
        for connection in opened:
            connection.close()

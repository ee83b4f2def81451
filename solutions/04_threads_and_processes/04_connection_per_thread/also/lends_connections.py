"""Opens the connections first; a thread borrows one from a queue for each query, and puts it back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import Any


def run_queries(queries: list[str], connect: Callable[[], Any], workers: int) -> list[int]:
    free: SimpleQueue[Any] = SimpleQueue()

    def run(query: str) -> Any:
        connection = free.get()
        try:
            return connection.execute(query)
        finally:
            free.put(connection)

    with ExitStack() as at_the_end:
        for _ in range(workers):
            connection = connect()
            at_the_end.callback(connection.close)
            free.put(connection)
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(run, queries))

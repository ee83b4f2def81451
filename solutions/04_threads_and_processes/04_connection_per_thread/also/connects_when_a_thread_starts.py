"""The pool's initializer gives every thread a connection before its first query; an ExitStack closes them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any


def run_queries(queries: list[str], connect: Callable[[], Any], workers: int) -> list[int]:
    mine = threading.local()
    with ExitStack() as at_the_end, ThreadPoolExecutor(workers, initializer=lambda: open_one()) as pool:

        def open_one() -> None:
            mine.connection = connect()
            at_the_end.callback(mine.connection.close)

        return list(pool.map(lambda query: mine.connection.execute(query), queries))

"""The calling thread reads and sinks; it submits an item only when fewer than depth + workers are under way."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def run_pipeline(
    source: Iterable[T], work: Callable[[T], R], sink: Callable[[R], None], workers: int, depth: int
) -> int:
    shipped, under_way = 0, set[Future[R]]()

    def sink_some() -> int:
        done, rest = wait(under_way, return_when=FIRST_COMPLETED)
        under_way.intersection_update(rest)
        for future in done:
            sink(future.result())
        return len(done)

    with ThreadPoolExecutor(workers) as pool:
        try:
            for item in source:
                under_way.add(pool.submit(work, item))
                if len(under_way) >= depth + workers:
                    shipped += sink_some()
            while under_way:
                shipped += sink_some()
        finally:
            for future in under_way:
                future.cancel()
    return shipped

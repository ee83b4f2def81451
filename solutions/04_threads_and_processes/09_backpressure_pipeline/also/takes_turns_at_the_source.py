"""No queue at all: each worker takes the next item itself, under a lock, when it has time for it."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def run_pipeline(
    source: Iterable[T], work: Callable[[T], R], sink: Callable[[R], None], workers: int, depth: int
) -> int:
    items, reading, sinking = iter(source), Lock(), Lock()
    failed = False

    def ship() -> int:
        nonlocal failed
        shipped = 0
        try:
            while not failed:
                with reading:
                    try:
                        item = next(items)
                    except StopIteration:
                        break
                result = work(item)
                with sinking:
                    sink(result)
                shipped += 1
        except BaseException:
            failed = True
            raise
        return shipped

    with ThreadPoolExecutor(workers) as pool:
        parts = [pool.submit(ship) for _ in range(workers)]
    return sum(part.result() for part in parts)

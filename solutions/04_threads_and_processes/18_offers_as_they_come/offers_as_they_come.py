"""Futures in the order in which they are done; and on every way out, what has not begun is cancelled."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

H = TypeVar("H")
T = TypeVar("T")


def offers_as_they_come(
    hotels: Iterable[H], ask: Callable[[H], T], at_once: int, timeout: float
) -> Iterator[tuple[H, T]]:
    """Yield each hotel with ``ask(hotel)``, as soon as it is there; ``at_once`` are asked at a time.

    Raise the first error of ``ask``, and ``TimeoutError`` ``timeout`` seconds after the first ``next``.
    Hotels that have not been asked by then, or when the caller closes the generator, are not asked.
    """
    pool = ThreadPoolExecutor(at_once)
    try:
        asked = {pool.submit(ask, hotel): hotel for hotel in hotels}
        for future in as_completed(asked, timeout):
            yield asked[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)

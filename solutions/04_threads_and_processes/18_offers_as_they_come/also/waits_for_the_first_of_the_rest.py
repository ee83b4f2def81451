"""Waits for the first future of those that are left, until a moment that is set once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from time import monotonic
from typing import TypeVar

H = TypeVar("H")
T = TypeVar("T")


def offers_as_they_come(
    hotels: Iterable[H], ask: Callable[[H], T], at_once: int, timeout: float
) -> Iterator[tuple[H, T]]:
    deadline = monotonic() + timeout
    with ThreadPoolExecutor(at_once) as pool:
        asked = []
        try:
            asked.extend((pool.submit(ask, hotel), hotel) for hotel in hotels)
            while asked:
                wait([future for future, _ in asked], deadline - monotonic(), FIRST_COMPLETED)
                done = [pair for pair in asked if pair[0].done()]
                if not done:
                    raise TimeoutError(f"{len(asked)} hotels have not answered")
                asked = [pair for pair in asked if pair not in done]
                for future, hotel in done:
                    yield hotel, future.result()
        finally:
            for future, _ in asked:
                future.cancel()

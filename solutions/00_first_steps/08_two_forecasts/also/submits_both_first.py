"""Submits both calls before it asks for a result."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def both(forecast: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    with ProcessPoolExecutor(max_workers=2) as pool:
        one = pool.submit(forecast, first)
        other = pool.submit(forecast, second)
        return one.result(), other.result()

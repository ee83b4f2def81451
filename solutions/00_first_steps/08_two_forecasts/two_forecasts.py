"""A pool of two processes: each has a Python, and a lock, of its own."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def both(forecast: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    """Return ``forecast`` of ``first`` and ``second``; two processes compute at the same time."""
    with ProcessPoolExecutor(2) as pool:
        one, other = pool.map(forecast, [first, second])
    return one, other

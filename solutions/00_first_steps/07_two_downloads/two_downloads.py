"""A pool's map starts all calls before it waits for an answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def both(download: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    """Return what ``download`` returns for ``first`` and ``second``; both run at the same time."""
    with ThreadPoolExecutor() as pool:
        one, other = pool.map(download, [first, second])
    return one, other

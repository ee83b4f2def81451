"""A pool of threads overlaps the waiting; its size is the limit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls: list[str], fetch: Callable[[str], str], limit: int) -> list[str]:
    """Return ``fetch(url)`` for every url, in the order of ``urls``.

    Let the waiting overlap, with never more than ``limit`` calls of ``fetch`` at once. If a fetch
    fails, its error is raised.
    """
    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetch, urls))

"""A pool of freshly started interpreters: the start method of macOS and Windows."""

from collections.abc import Callable
from multiprocessing import get_context


def score_all(items: list[int], fn: Callable[[int], int], workers: int) -> list[int]:
    if not items:
        return []
    with get_context("spawn").Pool(workers) as pool:
        return pool.map(fn, items, chunksize=1)

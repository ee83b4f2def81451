"""A pool of freshly started interpreters, whose map makes four chunks for each worker by itself."""

from collections.abc import Callable
from multiprocessing import get_context


def map_words(words: list[str], fn: Callable[[str], str], workers: int) -> list[str]:
    with get_context("spawn").Pool(workers) as pool:
        return pool.map(fn, words)

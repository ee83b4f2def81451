"""Cuts the list itself, and gives every slice to a function that works through it."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def _map_slice(fn: Callable[[str], str], words: list[str]) -> list[str]:
    return [fn(word) for word in words]


def map_words(words: list[str], fn: Callable[[str], str], workers: int) -> list[str]:
    size = -(-len(words) // (workers * 4)) or 1
    slices = [words[at : at + size] for at in range(0, len(words), size)]
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        parts = [pool.submit(_map_slice, fn, part) for part in slices]
        return [result for part in parts for result in part.result()]

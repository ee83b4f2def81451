"""A pool that is sent chunks, sixteen for each worker."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def map_words(words: list[str], fn: Callable[[str], str], workers: int) -> list[str]:
    """Return ``[fn(word) for word in words]``, computed by ``workers`` processes at the same time.

    ``fn`` takes microseconds and can be imported by other processes: send few messages, each with
    many words.
    """
    chunk = max(1, len(words) // (workers * 16))
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, words, chunksize=chunk))

"""A pool of processes: each has an interpreter, and a lock, of its own."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def score_all(items: list[int], fn: Callable[[int], int], workers: int) -> list[int]:
    """Return ``[fn(item) for item in items]``, computed by ``workers`` processes at the same time.

    ``fn`` is CPU-bound and can be imported by other processes. If a call fails, its error is raised.
    """
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))

"""A right answer by multiprocessing.Pool, closed and joined by hand, one item at a time.

Against: cpu_map_in_processes
Harm: none
Merits: everything
Answer: passed
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable


def score_all(items: list[int], fn: "Callable[[int], int]", workers: int) -> "list[int]":
    """imap keeps the order."""
    pool = multiprocessing.Pool(processes=workers)
    try:
        scores = list(pool.imap(fn, items, chunksize=1))
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()
    return scores


if __name__ == "__main__":
    multiprocessing.freeze_support()
    print(score_all([1, -2], abs, 2))

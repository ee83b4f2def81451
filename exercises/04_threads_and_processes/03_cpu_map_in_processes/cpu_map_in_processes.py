"""Scores of a batch of loan requests, computed on all cores."""

from collections.abc import Callable


def score_all(items: list[int], fn: Callable[[int], int], workers: int) -> list[int]:
    """Return ``[fn(item) for item in items]``, computed by ``workers`` processes at the same time.

    ``fn`` is CPU-bound and can be imported by other processes. If a call fails, its error is raised.
    """
    raise NotImplementedError

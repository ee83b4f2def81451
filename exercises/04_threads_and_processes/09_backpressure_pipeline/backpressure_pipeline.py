"""Ship the lines of a log that is read faster than it can be uploaded."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def run_pipeline(
    source: Iterable[T], work: Callable[[T], R], sink: Callable[[R], None], workers: int, depth: int
) -> int:
    """Apply ``work`` to every item on ``workers`` threads, pass each result to ``sink``, return how many.

    ``sink`` gets one result at a time, in any order. Read ahead by about ``depth + workers`` items
    at most. An error of ``source``, ``work`` or ``sink`` ends the pipeline and is raised.
    """
    raise NotImplementedError

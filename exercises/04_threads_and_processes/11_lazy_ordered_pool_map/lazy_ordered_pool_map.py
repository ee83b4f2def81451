"""A pool's map for a stream without end."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def pool_imap(pool: Executor, fn: Callable[[T], R], items: Iterable[T], window: int) -> Iterator[R]:
    """Yield ``fn(item)`` for every item, in order, computed on ``pool``.

    Read about ``window`` items ahead of what was yielded, two more at most. An error of ``fn`` is
    raised in the place of its result, and one of ``items`` is raised too. When the iterator is closed, or
    an error ends it, calls that have not begun are cancelled.
    """
    raise NotImplementedError

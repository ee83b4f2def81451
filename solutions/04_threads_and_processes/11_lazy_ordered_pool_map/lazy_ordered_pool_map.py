"""A window of futures: the oldest leaves on the left, the next one comes in on the right."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def pool_imap(pool: Executor, fn: Callable[[T], R], items: Iterable[T], window: int) -> Iterator[R]:
    """Yield ``fn(item)`` for every item, in order, computed on ``pool``.

    Read about ``window`` items ahead of what was yielded, two more at most. An error of ``fn`` is
    raised in the place of its result, and one of ``items`` is raised too. When the iterator is closed, or
    an error ends it, calls that have not begun are cancelled.
    """
    source, futures = iter(items), deque[Future[R]]()
    try:
        futures.extend(pool.submit(fn, item) for item in islice(source, window))
        while futures:
            yield futures.popleft().result()
            futures.extend(pool.submit(fn, item) for item in islice(source, 1))
    finally:
        for future in futures:
            future.cancel()

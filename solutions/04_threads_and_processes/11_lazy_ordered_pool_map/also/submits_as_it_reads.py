"""Submits each item as it reads it; once the window is full it yields the oldest result, and at the end the rest."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def pool_imap(pool: Executor, fn: Callable[[T], R], items: Iterable[T], window: int) -> Iterator[R]:
    futures: deque[Future[R]] = deque()
    with ExitStack() as at_the_end:
        at_the_end.callback(lambda: [future.cancel() for future in futures])
        for item in items:
            futures.append(pool.submit(fn, item))
            if len(futures) == window:
                yield futures.popleft().result()
        while futures:
            yield futures.popleft().result()

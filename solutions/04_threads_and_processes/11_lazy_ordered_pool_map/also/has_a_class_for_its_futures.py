"""An iterator class that refills its window before it waits for the oldest call."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Results(Iterator[R], Generic[T, R]):
    def __init__(self, pool: Executor, fn: Callable[[T], R], items: Iterable[T], window: int) -> None:
        self._pool, self._fn, self._items, self._window = pool, fn, iter(items), window
        self._futures: deque[Future[R]] = deque()
        self._more = True

    def __next__(self) -> R:
        try:
            self._refill()
            if self._futures:
                return self._futures.popleft().result()
        except BaseException:
            self.close()
            raise
        raise StopIteration

    def _refill(self) -> None:
        while self._more and len(self._futures) < self._window:
            try:
                self._futures.append(self._pool.submit(self._fn, next(self._items)))
            except StopIteration:
                self._more = False

    def close(self) -> None:
        self._more = False
        while self._futures:
            self._futures.pop().cancel()


def pool_imap(pool: Executor, fn: Callable[[T], R], items: Iterable[T], window: int) -> Iterator[R]:
    return Results(pool, fn, items, window)

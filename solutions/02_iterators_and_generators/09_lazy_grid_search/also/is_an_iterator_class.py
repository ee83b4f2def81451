"""A class with __next__ that keeps the current outer item and the walk over the inner ones."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any


class pairs(Iterator[tuple[Any, Any]]):
    def __init__(self, outer: Iterable[Any], inner: Callable[[], Iterable[Any]]) -> None:
        self._outer = iter(outer)
        self._inner = inner
        self._walk: Iterator[Any] = iter(())
        self._a: Any = None

    def __next__(self) -> tuple[Any, Any]:
        while True:
            for b in self._walk:
                return self._a, b
            self._a = next(self._outer)
            self._walk = iter(self._inner())

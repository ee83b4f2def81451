"""Peeks by taking the item and pushing it back on a list that next looks at first."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Peekable(Iterator[T]):
    def __init__(self, items: Iterable[T]) -> None:
        self._items = iter(items)
        self._back: list[T] = []

    def __next__(self) -> T:
        if self._back:
            return self._back.pop()
        return next(self._items)

    def peek(self, *default: T) -> T:
        try:
            self._back.append(next(self))
        except StopIteration:
            if not default:
                raise
            return default[0]
        return self._back[-1]

    def __bool__(self) -> bool:
        end = object()
        return self.peek(end) is not end  # type: ignore[arg-type]

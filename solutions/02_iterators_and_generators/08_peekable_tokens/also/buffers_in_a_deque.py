"""A deque that holds one item or none: its length says whether the slot is filled."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Peekable(Iterator[T]):
    def __init__(self, items: Iterable[T]) -> None:
        self._items = iter(items)
        self._ahead: deque[T] = deque(maxlen=1)

    def __next__(self) -> T:
        return self._ahead.popleft() if self._ahead else next(self._items)

    def peek(self, *default: T) -> T:
        if not self._ahead:
            try:
                self._ahead.append(next(self._items))
            except StopIteration:
                if default:
                    return default[0]
                raise
        return self._ahead[0]

    def __bool__(self) -> bool:
        try:
            self.peek()
        except StopIteration:
            return False
        return True

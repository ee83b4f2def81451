"""One slot holds the item that was taken too early; a private object marks it as empty."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_EMPTY: Any = object()


class Peekable(Iterator[T]):
    """An iterator that can show its next item without consuming it.

    Reads at most one item ahead, and nothing before it is asked.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = iter(items)
        self._slot: T = _EMPTY

    def __next__(self) -> T:
        """Return the next item and consume it."""
        if self._slot is _EMPTY:
            return next(self._items)
        item, self._slot = self._slot, _EMPTY
        return item

    def peek(self, *default: T) -> T:
        """Return the next item and leave it; at the end the default, or StopIteration if there is none."""
        if self._slot is _EMPTY:
            self._slot = next(self._items, _EMPTY)
        if self._slot is not _EMPTY:
            return self._slot
        if default:
            return default[0]
        raise StopIteration

    def __bool__(self) -> bool:
        """Tell whether an item is left."""
        return self.peek(_EMPTY) is not _EMPTY

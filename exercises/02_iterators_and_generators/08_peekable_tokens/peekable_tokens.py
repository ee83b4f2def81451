"""The token stream of a configuration parser."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Peekable(Iterator[T]):
    """An iterator that can show its next item without consuming it.

    Reads at most one item ahead, and nothing before it is asked.
    """

    def __init__(self, items: Iterable[T]) -> None:
        raise NotImplementedError

    def __next__(self) -> T:
        """Return the next item and consume it."""
        raise NotImplementedError

    def peek(self, *default: T) -> T:
        """Return the next item and leave it; at the end the default, or StopIteration if there is none."""
        raise NotImplementedError

    def __bool__(self) -> bool:
        """Tell whether an item is left."""
        raise NotImplementedError

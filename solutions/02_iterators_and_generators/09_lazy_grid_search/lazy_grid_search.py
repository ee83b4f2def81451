"""Two nested loops: each reads an item when it needs one, and the inner one is opened again each time."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def pairs(outer: Iterable[A], inner: Callable[[], Iterable[B]]) -> Iterator[tuple[A, B]]:
    """Yield every (a, b): all b of ``inner()`` for the first a, then for the next.

    Read nothing before it is needed; ``outer`` may be endless.
    """
    for a in outer:
        for b in inner():
            yield a, b

"""A generator expression with two for clauses."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def pairs(outer: Iterable[A], inner: Callable[[], Iterable[B]]) -> Iterator[tuple[A, B]]:
    return ((a, b) for a in outer for b in inner())

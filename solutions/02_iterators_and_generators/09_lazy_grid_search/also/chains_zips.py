"""For each outer item a zip of that item, repeated, with the inner ones; the zips come from an iterator."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def pairs(outer: Iterable[A], inner: Callable[[], Iterable[B]]) -> Iterator[tuple[A, B]]:
    return chain.from_iterable(zip(repeat(a), inner()) for a in outer)

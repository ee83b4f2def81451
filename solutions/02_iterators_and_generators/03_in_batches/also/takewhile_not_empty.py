"""Endless batches of what is left, taken while there is anything in them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat, takewhile
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Yield batches of ``size`` items; the last one may be shorter. Raise ValueError at once if size < 1."""
    if size < 1:
        raise ValueError(f"size is {size}")
    return takewhile(len, (list(islice(rest, size)) for rest in repeat(iter(items))))

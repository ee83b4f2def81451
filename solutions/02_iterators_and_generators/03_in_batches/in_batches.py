"""A plain function checks the size; iter(function, sentinel) takes batch after batch and keeps none."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Yield batches of ``size`` items; the last one may be shorter. Raise ValueError at once if size < 1.

    Only one batch may be in memory.
    """
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    rows = iter(items)
    return iter(lambda: tuple(islice(rows, size)), ())

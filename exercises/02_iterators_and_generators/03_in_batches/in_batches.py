"""Cut a stream of rows into batches for a database."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Yield batches of ``size`` items; the last one may be shorter. Raise ValueError at once if size < 1.

    Only one batch may be in memory.
    """
    raise NotImplementedError

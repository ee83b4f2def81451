"""An iterator written as a class: each step fills one batch, and keeps only the rest of the items."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


class in_batches(Iterator[Sequence[T]], Generic[T]):
    """Yield batches of ``size`` items; the last one may be shorter. Raise ValueError at once if size < 1."""

    def __init__(self, items: Iterable[T], size: int) -> None:
        if size <= 0:
            raise ValueError(size)
        self._rest = iter(items)
        self._size = size

    def __next__(self) -> Sequence[T]:
        batch = list(islice(self._rest, self._size))
        if not batch:
            raise StopIteration
        return batch

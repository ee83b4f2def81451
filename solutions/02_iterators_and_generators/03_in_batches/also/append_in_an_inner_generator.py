"""A generator inside the function fills a list, hands it over, and begins a new one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Yield batches of ``size`` items; the last one may be shorter. Raise ValueError at once if size < 1."""
    if size < 1:
        raise ValueError("size must be at least 1")

    def batches() -> Iterator[list[T]]:
        batch: list[T] = []
        for item in items:
            batch.append(item)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    return batches()

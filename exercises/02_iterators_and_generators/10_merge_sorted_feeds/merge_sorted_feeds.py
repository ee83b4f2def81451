"""One tape from the feeds of many exchanges."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def merge_feeds(feeds: Iterable[Iterable[T]]) -> Iterator[T]:
    """Merge sorted feeds into one sorted stream; feeds may be endless.

    Compare items by ``<`` alone, about log2(k) times per item; keep one item per feed in memory.
    """
    raise NotImplementedError

"""heapq.merge keeps a heap of one head per feed, and reads on in a feed when its item has been taken."""

from collections.abc import Iterable, Iterator
from heapq import merge
from typing import TypeVar

T = TypeVar("T")


def merge_feeds(feeds: Iterable[Iterable[T]]) -> Iterator[T]:
    """Merge sorted feeds into one sorted stream; feeds may be endless.

    One item per feed in memory, about log2(k) comparisons per item.
    """
    return merge(*feeds)  # type: ignore[type-var]  # items need < and nothing else

"""A heap of heads: each knows its item, the number of its feed and the rest of it, and is ordered by ``<`` alone."""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heapreplace
from typing import Any, TypeVar

T = TypeVar("T")


class _Head:
    """The next item of a feed, and what comes after it."""

    def __init__(self, item: Any, number: int, rest: Iterator[Any]) -> None:
        self.item = item
        self.number = number
        self.rest = rest

    def __lt__(self, other: "_Head") -> bool:
        """Before a head of a later feed unless that is less; before one of an earlier feed only if it is less."""
        if self.number < other.number:
            return not other.item < self.item
        return bool(self.item < other.item)


def merge_feeds(feeds: Iterable[Iterable[T]]) -> Iterator[T]:
    """Merge sorted feeds into one sorted stream; feeds may be endless.

    Compare items by ``<`` alone, about log2(k) times per item; keep one item per feed in memory.
    """
    heads: list[_Head] = []
    for number, feed in enumerate(feeds):
        rest = iter(feed)
        for item in rest:
            heads.append(_Head(item, number, rest))
            break
    heapify(heads)
    while heads:
        head = heads[0]
        yield head.item
        try:
            head.item = next(head.rest)
        except StopIteration:
            heappop(heads)
        else:
            heapreplace(heads, head)

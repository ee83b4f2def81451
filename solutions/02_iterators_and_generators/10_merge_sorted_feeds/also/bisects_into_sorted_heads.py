"""A sorted list of heads, the smallest last; a new head finds its place by bisection."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any


class _Head:
    def __init__(self, item: Any, number: int, walk: Iterator[Any]) -> None:
        self.item = item
        self.number = number
        self.walk = walk

    def __lt__(self, other: "_Head") -> bool:
        """Tell whether this head comes later on the tape."""
        if other.item < self.item:
            return True
        return self.number > other.number and not self.item < other.item


def merge_feeds(feeds: Iterable[Iterable[Any]]) -> Iterator[Any]:
    walks = [iter(feed) for feed in feeds]
    heads = sorted(_Head(item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1))
    while heads:
        head = heads.pop()
        yield head.item
        for item in islice(head.walk, 1):
            head.item = item
            heads.insert(bisect_right(heads, head), head)

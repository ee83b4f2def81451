"""A heap of (item, feed number, iterator), where the successor replaces the item that was handed over."""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heapreplace
from itertools import islice
from typing import Any


def merge_feeds(feeds: Iterable[Iterable[Any]]) -> Iterator[Any]:
    walks = [iter(feed) for feed in feeds]
    heads = [(item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1)]
    heapify(heads)
    while heads:
        item, number, walk = heads[0]
        yield item
        try:
            heapreplace(heads, (next(walk), number, walk))
        except StopIteration:
            heappop(heads)

"""A sorted list of heads, the smallest first; a new head finds its place by bisection."""

from bisect import insort
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any


def merge_feeds(feeds: Iterable[Iterable[Any]]) -> Iterator[Any]:
    walks = [iter(feed) for feed in feeds]
    heads = sorted((item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1))
    while heads:
        item, number, walk = heads.pop(0)
        yield item
        for item in islice(walk, 1):
            insort(heads, (item, number, walk))

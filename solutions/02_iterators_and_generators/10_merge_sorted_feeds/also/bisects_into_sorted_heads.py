"""A sorted list of heads, the smallest first; a new head finds its place by bisection."""

from bisect import insort
from collections.abc import Iterable, Iterator
from functools import cmp_to_key
from itertools import islice
from typing import Any


def _order(left: tuple[Any, int, Any], right: tuple[Any, int, Any]) -> int:
    """Negative if the left head goes first; the item of the earlier feed does, unless the other is less."""
    if left[1] < right[1]:
        return 1 if right[0] < left[0] else -1
    return -1 if left[0] < right[0] else 1


def merge_feeds(feeds: Iterable[Iterable[Any]]) -> Iterator[Any]:
    walks = [iter(feed) for feed in feeds]
    heads = [(item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1)]
    heads.sort(key=cmp_to_key(_order))
    while heads:
        item, number, walk = heads.pop(0)
        yield item
        for item in islice(walk, 1):
            insort(heads, (item, number, walk), key=cmp_to_key(_order))

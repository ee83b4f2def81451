"""Wraps each item for heapq.merge: what it merges has a < that knows the feed, and the == of every object."""

from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any


class _Ranked:
    def __init__(self, item: Any, number: int) -> None:
        self.item, self.number = item, number

    def __lt__(self, other: "_Ranked") -> bool:
        if self.item < other.item:
            return True
        return not other.item < self.item and self.number < other.number


def _ranked(feed: Iterable[Any], number: int) -> Iterator[_Ranked]:
    for item in feed:
        yield _Ranked(item, number)


def merge_feeds(feeds: Iterable[Iterable[Any]]) -> Iterator[Any]:
    for ranked in merge(*(_ranked(feed, number) for number, feed in enumerate(feeds))):
        yield ranked.item

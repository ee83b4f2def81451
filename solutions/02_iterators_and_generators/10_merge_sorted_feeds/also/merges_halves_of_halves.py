"""A tree of merges of two: an item passes log2(k) of them on its way."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_END = object()


def _two(left: Iterator[Any], right: Iterator[Any]) -> Iterator[Any]:
    a, b = next(left, _END), next(right, _END)
    while a is not _END and b is not _END:
        if b < a:
            yield b
            b = next(right, _END)
        else:
            yield a
            a = next(left, _END)
    if a is not _END:
        yield a
        del a
        yield from left
    if b is not _END:
        yield b
        del b
        yield from right


def _merged(walks: Sequence[Iterator[Any]]) -> Iterator[Any]:
    if len(walks) < 2:
        return walks[0] if walks else iter(())
    middle = len(walks) // 2
    return _two(_merged(walks[:middle]), _merged(walks[middle:]))


def merge_feeds(feeds: Iterable[Iterable[Any]]) -> Iterator[Any]:
    return _merged([iter(feed) for feed in feeds])

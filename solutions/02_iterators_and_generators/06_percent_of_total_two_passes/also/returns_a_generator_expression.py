"""Adds up at once and hands back a generator expression over the second walk."""

from collections.abc import Callable, Iterable, Iterator
from math import fsum


def percents(read: Callable[[], Iterable[float]]) -> Iterator[float]:
    total = fsum(read())
    return (amount / total * 100 for amount in read())

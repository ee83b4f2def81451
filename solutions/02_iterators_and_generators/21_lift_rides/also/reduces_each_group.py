"""Each group is folded by reduce, ride after ride, into the line that is handed out."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import groupby

Ride = tuple[str | None, int, int]
Line = tuple[str | None, int, int, int, int]


def rides_by_pass(log: Iterable[Ride]) -> Iterator[Line]:
    """Return an iterator over card, number of rides, first and last second, and metres of each pass."""
    return (summed(card, group) for card, group in groupby(log, lambda ride: ride[0]))


def summed(card: str | None, group: Iterator[Ride]) -> Line:
    """The line of one pass."""
    _, second, metres = next(group)
    return reduce(
        lambda line, ride: (card, line[1] + 1, line[2], ride[1], line[4] + ride[2]),
        group,
        (card, 1, second, second, metres),
    )

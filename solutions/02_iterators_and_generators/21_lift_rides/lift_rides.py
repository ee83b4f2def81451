"""groupby marks off each pass where it lies in the log; one loop through it keeps four numbers."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter


def rides_by_pass(log: Iterable[tuple[str | None, int, int]]) -> Iterator[tuple[str | None, int, int, int, int]]:
    """Yield card, number of rides, first and last second, and metres of each pass; the log is sorted by card.

    Hold no more of the log than the ride that is being counted.
    """
    for card, group in groupby(log, key=itemgetter(0)):
        rides = first = last = metres = 0
        for _, last, climbed in group:
            if rides == 0:
                first = last
            rides += 1
            metres += climbed
        yield card, rides, first, last, metres

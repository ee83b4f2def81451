"""A loop by hand, which hands out the open pass when another card comes, and the last one at the end."""

from collections.abc import Iterable, Iterator


def rides_by_pass(log: Iterable[tuple[str | None, int, int]]) -> Iterator[tuple[str | None, int, int, int, int]]:
    """Yield card, number of rides, first and last second, and metres of each pass."""
    rides = first = last = metres = 0
    current: str | None = None
    for card, second, climbed in log:
        if rides and card != current:
            yield current, rides, first, last, metres
            rides = 0
        if not rides:
            current, first, metres = card, second, 0
        rides, last, metres = rides + 1, second, metres + climbed
    if rides:
        yield current, rides, first, last, metres

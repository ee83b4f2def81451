"""How far a source is read: sources that count, and a consumer that runs in the worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graders.bounds.count import ends_above
from graders.workers import execution
from graders.workers.access import Stream
from graders.workers.inside import requests

T = TypeVar("T")


class tripwire(Iterator[T]):
    """An iterator that hands over one item at a time and counts, in the judge, how many were taken.

    Give it a finite source: one that reads ahead then fails with a number instead of running
    forever. Where the highest bound of the test is known, say ``most=101, what="readings for two
    means"``: the item beyond ends the test.
    """

    closed_to_learners = True
    is_drawn = True
    """What is pulled stands beside what is handed over, in a picture of the test."""

    def __init__(
        self, items: Iterable[T], *, most: int | None = None, what: str = "items taken"
    ) -> None:
        self._items = iter(items)
        self.most = most
        """The highest bound of the test from here on; None where it has none."""
        self._what = what
        self._running = execution.current()
        self.pulled = 0
        """Items taken so far."""
        self.ended = False
        """True once the source was asked for an item that it did not have."""

    def __next__(self) -> T:
        try:
            item = next(self._items)
        except StopIteration:
            self.ended = True
            raise
        self.pulled += 1
        if self.is_drawn:
            self._running.pulls.pull(self._running.given)
        if self.most is not None:
            ends_above(self.pulled, self.most, self._what)
        return item


def stream(items: Iterable[T]) -> Stream:
    """Items that cross in chunks of up to 256: for volume, where nobody counts."""
    return Stream(items)


@dataclass(frozen=True)
class Drained(Generic[T]):
    """What came out of an iterator that was consumed in the worker."""

    count: int
    """Items in all."""
    items: dict[int, T]
    """Items by the position that was asked for, as far as there were this many."""


def drain(iterator: Any, at: Sequence[int] = ()) -> Drained[Any]:
    """Consume a learner's iterator in the worker, holding no item; bring back those at ``at``.

    Choose the positions with ``seeded()``: then nobody knows beforehand which items are looked at.
    """
    positions = sorted(set(at))
    running = execution.current()
    running.pulls.hide()
    count, found = running.service(requests.DRAIN, iterator, positions)
    return Drained(count, dict(zip(positions, found, strict=False)))

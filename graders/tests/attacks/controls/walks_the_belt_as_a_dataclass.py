"""A right answer as a dataclass with slots, whose walk is a field that __post_init__ fills.

Against: returned_books
Harm: none
Merits: everything
Answer: passed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass, field

NOTHING = object()


@dataclass(slots=True)
class ReturnedBooks:
    """The books of one belt."""

    belt: InitVar[Iterable[str | None]]
    count: int = 0
    last: object = field(default=NOTHING, repr=False)
    labels: Iterator[str | None] | None = field(init=False, repr=False)

    def __post_init__(self, belt):
        self.labels = iter(belt)

    def __iter__(self) -> ReturnedBooks:
        return self

    def __next__(self):
        if self.labels is None:
            raise StopIteration
        for label in self.labels:
            if self.last is NOTHING or label != self.last:
                self.last = label
                self.count += 1
                return label
        self.labels = None
        raise StopIteration

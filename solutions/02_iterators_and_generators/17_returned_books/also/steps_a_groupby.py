"""groupby makes one group of equal neighbours, and survives an error of its source; the end is noted beside it."""

from collections.abc import Iterable, Iterator
from itertools import groupby


class ReturnedBooks(Iterator[str | None]):
    """An iterator over the books on a belt."""

    def __init__(self, belt: Iterable[str | None]) -> None:
        self.count = 0
        self._books = groupby(belt)
        self._open = True

    def __next__(self) -> str | None:
        if not self._open:
            raise StopIteration
        try:
            label, _ = next(self._books)
        except StopIteration:
            self._open = False
            raise
        self.count += 1
        return label

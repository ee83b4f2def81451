"""An iterator class whose attributes are all that it remembers: belt, last label, count, and the end."""

from collections.abc import Iterable


class ReturnedBooks:
    """An iterator over the books on a belt, whose scanner reads a label again until the belt moves on.

    Reads nothing ahead, goes on after an error of the belt, and stays at its end.
    """

    count: int
    """How many books have been handed out."""

    def __init__(self, belt: Iterable[str | None]) -> None:
        self.count = 0
        self._labels = iter(belt)
        self._last: object = object()  # equals no label
        self._ended = False

    def __iter__(self) -> "ReturnedBooks":
        """Return this iterator itself."""
        return self

    def __next__(self) -> str | None:
        """Return the label of the next book; at the end of the belt raise StopIteration, now and forever."""
        if self._ended:
            raise StopIteration
        for label in self._labels:
            if label != self._last:
                self._last = label
                self.count += 1
                return label
        self._ended = True
        raise StopIteration

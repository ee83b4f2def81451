"""At the end an empty iterator takes the belt's place, so that there is nothing to look at first."""

from collections.abc import Iterable, Iterator

END = object()


class ReturnedBooks:
    """An iterator over the books on a belt."""

    def __init__(self, belt: Iterable[str | None]) -> None:
        self.count = 0
        self._labels: Iterator[object] = iter(belt)
        self._seen: list[object] = []

    def __iter__(self) -> "ReturnedBooks":
        return self

    def __next__(self) -> object:
        while [label := next(self._labels, END)] == self._seen:
            pass
        if label is END:
            self._labels = iter(())
            raise StopIteration
        self._seen = [label]
        self.count += 1
        return label

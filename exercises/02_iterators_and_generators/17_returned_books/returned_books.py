"""The books that come back through a library's return slot."""

from collections.abc import Iterable


class ReturnedBooks:
    """An iterator over the books on a belt, whose scanner reads a label again until the belt moves on.

    Reads nothing ahead, goes on after an error of the belt, and stays at its end.
    """

    count: int
    """How many books have been handed out."""

    def __init__(self, belt: Iterable[str | None]) -> None:
        raise NotImplementedError

    def __iter__(self) -> "ReturnedBooks":
        """Return this iterator itself."""
        raise NotImplementedError

    def __next__(self) -> str | None:
        """Return the label of the next book; at the end of the belt raise StopIteration, now and forever."""
        raise NotImplementedError

"""A class with __next__ that adds up when the first share is asked for."""

from collections.abc import Callable, Iterable, Iterator


class percents(Iterator[float]):
    def __init__(self, read: Callable[[], Iterable[float]]) -> None:
        self._read = read
        self._amounts: Iterator[float] | None = None

    def __next__(self) -> float:
        if self._amounts is None:
            self._total = sum(self._read())
            self._amounts = iter(self._read())
        return 100 * next(self._amounts) / self._total

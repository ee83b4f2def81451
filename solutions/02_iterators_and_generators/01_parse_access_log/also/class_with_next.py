"""An iterator written as a class: it asks for lines until one has a record."""

from collections.abc import Iterable, Iterator


class parse(Iterator[tuple[str, str, str, int, int]]):
    """Yield (ip, method, path, status, size) for each well-formed line; skip the others."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)

    def __next__(self) -> tuple[str, str, str, int, int]:
        while True:
            words = next(self._lines).split()
            if len(words) == 10 and (words[8] + words[9]).isdecimal():
                return words[0], words[5][1:], words[6], int(words[8]), int(words[9])

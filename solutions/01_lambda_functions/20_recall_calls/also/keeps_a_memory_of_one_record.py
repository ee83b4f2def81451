"""An iterator by hand: its rows come from csv.reader, and the names of the columns when the first pair is asked for."""

import csv
from collections.abc import Callable, Iterable
from typing import Any


class Calls:
    def __init__(
        self, lines: Iterable[str], affected: Callable[[dict[str, str]], bool], look_up: Callable[[str], Any]
    ) -> None:
        self._rows = filter(None, csv.reader(lines))
        self._names: list[str] | None = None
        self._affected, self._look_up = affected, look_up

    def __iter__(self) -> "Calls":
        return self

    def __next__(self) -> tuple[str, Any]:
        if self._names is None:
            self._names = next(self._rows)
        while True:
            record = dict(zip(self._names, next(self._rows), strict=False))
            if self._affected(record):
                number = self._look_up(record["customer"])
                if number is not None:
                    return record["serial"], number


def recall_calls(
    lines: Iterable[str], affected: Callable[[dict[str, str]], bool], look_up: Callable[[str], Any]
) -> Calls:
    return Calls(lines, affected, look_up)

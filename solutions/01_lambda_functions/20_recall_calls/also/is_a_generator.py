"""A plain loop with a yield: a generator begins when somebody asks, and rests behind each pair."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

N = TypeVar("N")


def recall_calls(
    lines: Iterable[str], affected: Callable[[dict[str, str]], bool], look_up: Callable[[str], N | None]
) -> Iterator[tuple[str, N]]:
    for record in csv.DictReader(lines):
        if not affected(record):
            continue
        number = look_up(record["customer"])
        if number is not None:
            yield record["serial"], number

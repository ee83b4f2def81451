"""A chain of iterators: records, the affected ones, their pairs, those with a number. Each pulls when it's asked."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

N = TypeVar("N")


def recall_calls(
    lines: Iterable[str], affected: Callable[[dict[str, str]], bool], look_up: Callable[[str], N | None]
) -> Iterator[tuple[str, N]]:
    """Yield serial and number for each affected record of a CSV file whose customer can be looked up.

    Take no line, and look nobody up, before somebody asks for the pair.
    """
    records = filter(affected, csv.DictReader(lines))
    pairs = map(lambda record: (record["serial"], look_up(record["customer"])), records)  # noqa: C417 - a step like filter
    return ((serial, number) for serial, number in pairs if number is not None)

"""A right answer with a frozen data class for each kind, found by its name in a table of the module.

Against: column_readers
Harm: none
Merits: everything
Answer: passed
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Item:
    key: Any

    def __call__(self, record: Any) -> Any:
        return record[self.key]


@dataclass(frozen=True)
class Attribute:
    path: str

    def __call__(self, record: Any) -> Any:
        return operator.attrgetter(self.path)(record)


@dataclass(frozen=True, init=False)
class Method:
    name: str
    inputs: tuple[Any, ...]

    def __init__(self, name: str, *inputs: Any) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "inputs", inputs)

    def __call__(self, record: Any) -> Any:
        return getattr(record, self.name)(*self.inputs)


KINDS = {"item": Item, "attribute": Attribute, "method": Method, "function": functools.partial}


def column_readers(settings: Iterable[tuple[Any, ...]]) -> list[Callable[[Any], Any]]:
    readers: list[Callable[[Any], Any]] = []
    for setting in settings:
        kind, arguments = setting[0], setting[1:]
        try:
            make = KINDS[kind]
        except KeyError:
            raise LookupError(f"unknown kind of column: {kind!r}; there are {', '.join(KINDS)}") from None
        readers.append(make(*arguments))
    return readers

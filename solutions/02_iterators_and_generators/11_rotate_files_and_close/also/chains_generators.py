"""A generator for each file, and one that goes from file to file."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager


def read_all(names: Iterable[str], opener: Callable[[str], AbstractContextManager[Iterable[str]]]) -> Iterator[str]:
    for name in names:
        yield from lines_of(opener(name))


def lines_of(opened: AbstractContextManager[Iterable[str]]) -> Iterator[str]:
    with opened as file:
        yield from file

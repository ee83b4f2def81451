"""try and finally around the yield, written out by hand."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any


def read_all(names: Iterable[str], opener: Callable[[str], Any]) -> Iterator[str]:
    for name in names:
        file = opener(name)
        try:
            yield from file
        finally:
            file.close()

"""iter(read, done) is one lot; the loop around it begins the next one when somebody asks for it."""

from collections.abc import Callable, Iterator
from typing import Any


def lots(read: Callable[[], Any], done: Any) -> Iterator[tuple[int, int]]:
    """Yield the number of crates and their grams for each lot; a lot ends at a reading that equals ``done``.

    A lot without crates is the end. Read nothing that nobody has asked for.
    """
    while True:
        crates = grams = 0
        for crate in iter(read, done):
            crates += 1
            grams += crate
        if crates == 0:
            return
        yield crates, grams

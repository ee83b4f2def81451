"""Read the scale of a fish auction, lot by lot."""

from collections.abc import Callable, Iterator
from typing import Any


def lots(read: Callable[[], Any], done: Any) -> Iterator[tuple[int, int]]:
    """Yield the number of crates and their grams for each lot; a lot ends at a reading that equals ``done``.

    A lot without crates is the end. Read nothing that nobody has asked for.
    """
    raise NotImplementedError

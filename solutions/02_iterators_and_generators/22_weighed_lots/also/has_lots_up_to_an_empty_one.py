"""iter twice: a lot is what is read up to done, an auction what is weighed up to a lot of nothing."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any


def lots(read: Callable[[], Any], done: object) -> Iterator[tuple[int, int]]:
    """Return an iterator over the number of crates and their grams for each lot."""
    return iter(partial(lot, read, done), (0, 0))


def lot(read: Callable[[], Any], done: object) -> tuple[int, int]:
    """The crates and grams up to the button."""
    crates = grams = 0
    for crates, crate in enumerate(iter(read, done), 1):  # noqa: B007
        grams += crate
    return crates, grams

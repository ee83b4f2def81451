"""A loop that calls read itself, and looks at each reading: the button ends a lot, and at 0 crates all of them."""

from collections.abc import Callable, Iterator
from typing import Any


def lots(read: Callable[[], Any], done: object) -> Iterator[tuple[int, int]]:
    """Yield the number of crates and their grams for each lot."""
    crates = grams = 0
    while True:
        reading = read()
        if reading != done:
            crates, grams = crates + 1, grams + reading
        elif crates:
            yield crates, grams
            crates = grams = 0
        else:
            return

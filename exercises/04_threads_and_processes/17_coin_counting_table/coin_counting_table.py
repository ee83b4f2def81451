"""A table at which several volunteers count the boxes of a street collection."""

from collections.abc import Callable
from typing import Any


class CoinTable:
    """``counters`` threads count the boxes, and the sum of what they found is known at any time."""

    def __init__(self, count: Callable[[Any], Any], nothing: Any, counters: int) -> None:
        """``count(box)`` is slow; what it returns is added by ``+``, beginning with ``nothing``."""
        raise NotImplementedError

    def bring(self, box: Any) -> None:
        """Put a box on the table, which somebody will count. Return at once."""
        raise NotImplementedError

    def so_far(self) -> Any:
        """Return the sum of what was counted so far."""
        raise NotImplementedError

    def close(self) -> Any:
        """Wait until every box is counted, end the threads, and return the sum.

        If a box could not be counted or added, raise its error then; the others are counted all the same.
        """
        raise NotImplementedError

"""A right answer whose handlers are objects of a data class with slots that can be called.

Against: early_bound_handlers
Harm: none
Merits: everything
Answer: passed
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


class Row(Protocol):
    """What a row has."""

    label: str
    id: int


@dataclass(frozen=True, slots=True)
class Handler:
    """Sends one id."""

    send: Callable[[int], None]
    number: int

    def __call__(self) -> None:
        """Send it."""
        self.send(self.number)


def make_handlers(rows: Iterable[Row], send: Callable[[int], None]) -> dict[str, Handler]:
    """A handler for each label."""
    handlers: dict[str, Handler] = {}
    for row in rows:
        assert re.fullmatch(r"[\w ]+", row.label), row.label
        handlers[row.label] = Handler(send, row.id)
        del row
    return handlers

"""Make the handlers of a till's product buttons."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Row(Protocol):
    """A product: the label of its button, its id, and a photo that is large."""

    label: str
    id: int


def make_handlers(rows: Iterable[Row], send: Callable[[int], None]) -> dict[str, Callable[[], None]]:
    """Map the label of each row to a callable without arguments that sends the row's id.

    Bug report: every button sends the same id. Fix that, and keep no row alive.
    """
    handlers = {}
    for row in rows:
        handlers[row.label] = lambda: send(row.id)
    return handlers

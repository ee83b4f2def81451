"""A handler is an object with two slots, which can be called."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Row(Protocol):
    """A product: the label of its button, its id, and a photo that is large."""

    label: str
    id: int


class Button:
    """Sends one id whenever it is called."""

    __slots__ = ("_id", "_send")

    def __init__(self, id: int, send: Callable[[int], None]) -> None:
        self._id = id
        self._send = send

    def __call__(self) -> None:
        self._send(self._id)


def make_handlers(rows: Iterable[Row], send: Callable[[int], None]) -> dict[str, Callable[[], None]]:
    handlers: dict[str, Callable[[], None]] = {}
    for row in rows:
        handlers[row.label] = Button(row.id, send)
    return handlers

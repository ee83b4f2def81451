"""A partial holds the function and the id, by value; a further argument is one too many for send."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol


class Row(Protocol):
    """A product: the label of its button, its id, and a photo that is large."""

    label: str
    id: int


def make_handlers(rows: Iterable[Row], send: Callable[[int], None]) -> dict[str, Callable[[], None]]:
    return {row.label: partial(send, row.id) for row in rows}

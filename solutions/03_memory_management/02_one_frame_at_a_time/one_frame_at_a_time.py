"""A frame without a name: it goes as soon as its mean is there."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Frame(Protocol):
    """A picture of 25 MB that knows how bright it is."""

    def mean(self) -> float: ...


def brightness(paths: Iterable[str], load: Callable[[str], Frame]) -> list[float]:
    """Return ``load(path).mean()`` for every path, in order.

    At most one frame may be alive at any moment.
    """
    return [load(path).mean() for path in paths]

"""A list of paths is small: it is the frames that are large."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Frame(Protocol):
    def mean(self) -> float: ...


def brightness(paths: Iterable[str], load: Callable[[str], Frame]) -> list[float]:
    names = list(paths)
    return [load(names[at]).mean() for at in range(len(names))]

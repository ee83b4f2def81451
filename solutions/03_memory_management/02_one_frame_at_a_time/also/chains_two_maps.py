"""A chain of maps: map hands the frame on and keeps nothing of it."""

from collections.abc import Callable, Iterable
from operator import methodcaller
from typing import Protocol


class Frame(Protocol):
    def mean(self) -> float: ...


def brightness(paths: Iterable[str], load: Callable[[str], Frame]) -> list[float]:
    return list(map(methodcaller("mean"), map(load, paths)))

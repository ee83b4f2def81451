"""A function for one frame: its names go when it returns."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Frame(Protocol):
    def mean(self) -> float: ...


def brightness(paths: Iterable[str], load: Callable[[str], Frame]) -> list[float]:
    def level(path: str) -> float:
        frame = load(path)
        return frame.mean()

    return list(map(level, paths))

"""The name is bound to None before each load, so that it holds nothing meanwhile."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Frame(Protocol):
    def mean(self) -> float: ...


def brightness(paths: Iterable[str], load: Callable[[str], Frame]) -> list[float]:
    curve = []
    for path in paths:
        frame = None
        frame = load(path)
        curve.append(frame.mean())
    return curve

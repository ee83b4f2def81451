"""The frame has a name, which is deleted before the next round."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Frame(Protocol):
    def mean(self) -> float: ...


def brightness(paths: Iterable[str], load: Callable[[str], Frame]) -> list[float]:
    curve = []
    for path in paths:
        frame = load(path)
        curve.append(frame.mean())
        del frame
    return curve

"""An object that keeps the stages and goes through them when it is called."""

from collections.abc import Callable
from typing import Any


class compose:
    def __init__(self, *stages: Callable[[Any], Any]) -> None:
        self._stages = stages

    def __call__(self, value: Any) -> Any:
        for stage in self._stages:
            value = stage(value)
        return value

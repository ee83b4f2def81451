"""A plain loop in an inner function."""

from collections.abc import Callable
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def pipeline(value: Any) -> Any:
        for stage in stages:
            value = stage(value)
        return value

    return pipeline

"""A generator expression is lazy too, and := keeps the answer that its condition has asked for."""

from collections.abc import Callable
from typing import Any


def first_loaded(load: Callable[[str], Any], *names: str) -> Any:
    return next((answer for name in names if (answer := load(name)) is not None), None)

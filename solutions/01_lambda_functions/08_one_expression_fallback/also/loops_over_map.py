"""Names each answer by a for clause over a lazy map, and takes one from the generator."""

from collections.abc import Callable
from typing import Any


def first_loaded(load: Callable[[str], Any], *names: str) -> Any:
    return next((answer for answer in map(load, names) if answer is not None), None)

"""A plain loop with an early return."""

from collections.abc import Callable
from typing import Any


def first_loaded(load: Callable[[str], Any], *names: str) -> Any:
    for name in names:
        answer = load(name)
        if answer is not None:
            return answer
    return None

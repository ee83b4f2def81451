"""Try a function again when it fails."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def tried_again(times: int, log: Callable[[str], None]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator: a call is tried up to ``times`` times, and ``log`` gets a text for each failure but the last.

    Keep nothing of a call alive: no input, no result, no error.
    """
    raise NotImplementedError

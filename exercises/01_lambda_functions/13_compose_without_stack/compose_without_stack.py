"""Build a pipeline from its stages."""

from collections.abc import Callable
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the function that applies the stages from left to right: compose(f, g, h)(x) is h(g(f(x))).

    The stack does not get deeper with the number of stages, and an error gets a note: "stage 2 of 3".
    """
    raise NotImplementedError

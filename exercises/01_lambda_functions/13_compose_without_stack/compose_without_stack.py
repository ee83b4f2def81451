"""Build a pipeline from its stages."""

from collections.abc import Callable
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give the function that applies the stages from left to right: compose(f, g, h)(x) is h(g(f(x))).

    The stack does not get deeper with the number of stages.
    """
    raise NotImplementedError

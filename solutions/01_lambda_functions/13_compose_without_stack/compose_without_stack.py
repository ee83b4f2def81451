"""reduce folds the value along the stages: each call has returned before the next one is made."""

from collections.abc import Callable
from functools import reduce
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give the function that applies the stages from left to right: compose(f, g, h)(x) is h(g(f(x))).

    The stack does not get deeper with the number of stages.
    """
    return lambda value: reduce(lambda so_far, stage: stage(so_far), stages, value)

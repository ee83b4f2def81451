"""A lambda that is handed itself at every call, by a partial, and so need not refer to itself."""

from collections.abc import Callable
from functools import partial
from typing import Any


def pricer(step: Callable[..., Any]) -> Callable[..., Any]:
    answers: dict[tuple[Any, ...], Any] = {}

    def call(again: Callable[..., Any], *args: Any) -> Any:
        if args not in answers:
            answers[args] = step(partial(again, again), *args)
        return answers[args]

    return partial(call, call)

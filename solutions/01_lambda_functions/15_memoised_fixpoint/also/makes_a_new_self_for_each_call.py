"""Makes the function that step gets again at every call; they all share one dict, which knows none of them."""

from collections.abc import Callable
from typing import Any

Answers = dict[tuple[Any, ...], Any]


def pricer(step: Callable[..., Any]) -> Callable[..., Any]:
    return remembering(step, {})


def remembering(step: Callable[..., Any], answers: Answers) -> Callable[..., Any]:
    def call(*args: Any) -> Any:
        if args not in answers:
            answers[args] = step(remembering(step, answers), *args)
        return answers[args]

    return call

"""A closure that knows itself by a weak reference, which keeps nobody alive."""

import weakref
from collections.abc import Callable
from typing import Any


def pricer(step: Callable[..., Any]) -> Callable[..., Any]:
    answers: dict[tuple[Any, ...], Any] = {}

    def call(*args: Any) -> Any:
        try:
            return answers[args]
        except KeyError:
            pass
        answer = answers[args] = step(me(), *args)
        return answer

    me = weakref.ref(call)
    return call

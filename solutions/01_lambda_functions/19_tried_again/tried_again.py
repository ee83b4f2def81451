"""Every attempt but the last stands in a try, whose error is gone when the next one begins; the last stands bare."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def tried_again(times: int, log: Callable[[str], None]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator: a call is tried up to ``times`` times, and ``log`` gets a text for each failure but the last.

    Keep nothing of a call alive: no input, no result, no error.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in range(1, times):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate

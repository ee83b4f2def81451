"""All attempts stand in one loop; the handler of the last one lets the error go on by a bare raise."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def tried_again(times: int, log: Callable[[str], None]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            attempt = 0
            while True:
                attempt += 1
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    if attempt >= times:
                        raise
                    log(f"attempt {attempt} of {times}: {error}")

        return wrapper

    return decorate

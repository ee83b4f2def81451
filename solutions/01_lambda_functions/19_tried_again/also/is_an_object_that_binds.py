"""An object of a class with __call__ and __get__; each attempt tells by a text, or by None, how it went."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial, update_wrapper
from types import MethodType
from typing import Any


class Patient:
    def __init__(self, function: Callable[..., Any], times: int, log: Callable[[str], None]) -> None:
        update_wrapper(self, function)
        self._function, self._times, self._log = function, times, log

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        return self if owner is None else MethodType(self, owner)

    def _attempt(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, Any]:
        """Whether it went well, and the result."""
        try:
            return True, self._function(*args, **kwargs)
        except Exception as error:
            self._log(f"attempt {number} of {self._times}: {error}")
        return False, None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with suppress(StopIteration):
            attempts = (self._attempt(number, args, kwargs) for number in range(1, self._times))
            return next(result for went_well, result in attempts if went_well)
        return self._function(*args, **kwargs)


def tried_again(times: int, log: Callable[[str], None]) -> Callable[[Callable[..., Any]], Any]:
    return partial(Patient, times=times, log=log)

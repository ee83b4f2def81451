"""An object that is called has itself at hand, as self, without a reference to itself."""

from collections.abc import Callable
from typing import Any


def pricer(step: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function price for which price(*args) is step(price, *args), each tuple of arguments worked out once.

    Dropping the function frees it and all that it remembers, at once.
    """
    return Pricer(step)


class Pricer:
    """A step and what it has answered so far."""

    def __init__(self, step: Callable[..., Any]) -> None:
        self._step = step
        self._answers: dict[tuple[Any, ...], Any] = {}

    def __call__(self, *args: Any) -> Any:
        """The answer for these arguments."""
        if args not in self._answers:
            self._answers[args] = self._step(self, *args)
        return self._answers[args]

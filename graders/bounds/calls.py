"""Calls of a test's function, counted in the judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class counted:
    """``score = counted(lambda hit: hit.weight)``: a function to hand over that counts."""

    closed_to_learners = True

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.__name__ = getattr(function, "__name__", type(function).__name__)
        self.args: list[tuple[Any, ...]] = []
        """The positional arguments of every call."""

    @property
    def calls(self) -> int:
        """Calls so far."""
        return len(self.args)

    def __call__(self, *args: Any) -> Any:
        """Count the call and do it."""
        self.args.append(args)  # whole in one step, whichever thread the call comes in
        return self._function(*args)

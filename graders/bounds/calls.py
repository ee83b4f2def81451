"""Calls of a test's function, counted in the judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graders.bounds.count import ends_above


class counted:
    """``score = counted(lambda hit: hit.weight)``: a function to hand over that counts.

    ``most=100, what="calls of score"`` is the highest bound of the test: the call beyond ends it.
    """

    closed_to_learners = True

    def __init__(
        self, function: Callable[..., Any], *, most: int | None = None, what: str = "calls"
    ) -> None:
        self._function = function
        self._most = most
        self._what = what
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
        if self._most is not None:
            ends_above(self.calls, self._most, self._what)
        return self._function(*args)

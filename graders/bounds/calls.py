"""Calls of a test's function, counted in the judge."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class counted:
    """``score = counted(lambda hit: hit.weight)``: a function to hand over that counts."""

    closed_to_learners = True

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._lock = threading.Lock()
        self.args: list[tuple[Any, ...]] = []
        """The positional arguments of every call."""

    @property
    def calls(self) -> int:
        """Calls so far."""
        return len(self.args)

    def __call__(self, *args: Any) -> Any:
        """Count the call and do it."""
        with self._lock:
            self.args.append(args)
        return self._function(*args)

"""Run the scripts of a game server in turns, in one thread."""

from collections.abc import Callable, Generator
from typing import Any


class Scheduler:
    """Runs generators as tasks, a turn each.

    A task that yields ``(name, arg)`` is sent ``handlers[name](arg)``; if that raises, the error is thrown into it.
    """

    def __init__(self, handlers: dict[str, Callable[[Any], Any]] | None = None) -> None:
        raise NotImplementedError

    def spawn(self, gen: Generator[Any, Any, Any]) -> None:
        """Add a task; it begins when its turn comes."""
        raise NotImplementedError

    def step(self) -> bool:
        """Run the next task up to its next yield; return False if no task is left."""
        raise NotImplementedError

    def run(self) -> list[object]:
        """Step until no task is left; return the results since the last run, exceptions for tasks that failed."""
        raise NotImplementedError

    def close(self) -> None:
        """Close all tasks that have not ended."""
        raise NotImplementedError

"""Run the scripts of a game server in turns, in one thread."""

from collections.abc import Callable, Generator
from typing import Any


class Scheduler:
    """Runs generators as tasks, a turn each.

    A task that yields ``(name, arg)`` is sent ``handlers[name](arg)``; an error of that is thrown into it.
    """

    def __init__(self, handlers: dict[str, Callable[[Any], Any]] | None = None) -> None:
        raise NotImplementedError

    def spawn(self, gen: Generator[Any, Any, Any]) -> None:
        """Add a task, to be begun when its turn comes."""
        raise NotImplementedError

    def step(self) -> bool:
        """Run the next task up to its next yield; False if there is no task left."""
        raise NotImplementedError

    def run(self) -> list[object]:
        """Step until no task is left; give the results since the last run, errors as exceptions."""
        raise NotImplementedError

    def close(self) -> None:
        """Close all tasks that have not ended."""
        raise NotImplementedError

"""A condition: who waits sleeps until somebody says that the level has changed, and then looks once."""

from collections.abc import Callable
from threading import Condition
from typing import Generic, TypeVar

L = TypeVar("L")


class LevelBoard(Generic[L]):
    """Shows one level at a time; threads may show another one, or wait for one."""

    def __init__(self, level: L) -> None:
        self._level, self._changed = level, Condition()

    def show(self, level: L) -> None:
        """Put this level on the board."""
        with self._changed:
            self._level = level
            self._changed.notify_all()

    def wait_until(self, fact: Callable[[L], object]) -> L:
        """Return a level that is or was on the board, and for which ``fact(level)`` is true; sleep until there is one.

        An error of ``fact`` is raised, and disturbs nobody else.
        """
        with self._changed:
            while True:
                level = self._level
                if fact(level):
                    break
                self._changed.wait()
        return level

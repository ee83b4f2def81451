"""A board at a canal lock that shows the level of the water, for boats that wait for one of their own."""

from collections.abc import Callable
from typing import Generic, TypeVar

L = TypeVar("L")


class LevelBoard(Generic[L]):
    """Shows one level at a time; threads may show another one, or wait for one."""

    def __init__(self, level: L) -> None:
        raise NotImplementedError

    def show(self, level: L) -> None:
        """Put this level on the board."""
        raise NotImplementedError

    def wait_until(self, fact: Callable[[L], object]) -> L:
        """Return a level that is or was on the board, and for which ``fact(level)`` is true; sleep until there is one.

        An error of ``fact`` is raised, and disturbs nobody else.
        """
        raise NotImplementedError

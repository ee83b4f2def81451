"""A new event for each level: who has looked at the one waits for the other, which is set once."""

from collections.abc import Callable
from threading import Event, Lock
from typing import Generic, TypeVar

L = TypeVar("L")


class LevelBoard(Generic[L]):
    def __init__(self, level: L) -> None:
        self._now, self._showing = (level, Event()), Lock()

    def show(self, level: L) -> None:
        with self._showing:  # of two that come together, each has to replace the other's event
            (_, old), self._now = self._now, (level, Event())
            old.set()

    def wait_until(self, fact: Callable[[L], object]) -> L:
        while True:
            level, replaced = self._now
            if fact(level):
                return level
            replaced.wait()

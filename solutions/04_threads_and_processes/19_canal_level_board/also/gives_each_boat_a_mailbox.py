"""Every boat has a queue into which the board puts each new level; facts are asked without any lock."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock
from typing import Generic, TypeVar

L = TypeVar("L")


class LevelBoard(Generic[L]):
    def __init__(self, level: L) -> None:
        self._level, self._lock = level, Lock()
        self._boxes: list[SimpleQueue[L]] = []

    def show(self, level: L) -> None:
        with self._lock:
            self._level = level
            for box in self._boxes:
                box.put(level)

    def wait_until(self, fact: Callable[[L], object]) -> L:
        box: SimpleQueue[L] = SimpleQueue()
        with self._lock:
            box.put(self._level)
            self._boxes.append(box)
        try:
            while not fact(level := box.get()):
                pass
            return level
        finally:
            with self._lock:
                self._boxes = [other for other in self._boxes if other is not box]

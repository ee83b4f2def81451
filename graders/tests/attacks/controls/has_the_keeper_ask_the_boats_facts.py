"""A right answer in which the thread that shows a level asks the facts of those who wait, each of whom has a future.

Against: canal_level_board
Harm: none
Merits: everything
Answer: passed
"""

import threading
from concurrent.futures import Future


class LevelBoard:
    def __init__(self, level):
        self._level, self._guard, self._waiting = level, threading.Lock(), []

    def show(self, level):
        with self._guard:
            self._level = level
            self._waiting = [each for each in self._waiting if not self._served(*each)]

    def _served(self, fact, future):
        try:
            if fact(self._level):
                future.set_result(self._level)
        except BaseException as error:
            future.set_exception(error)
        return future.done()

    def wait_until(self, fact):
        future = Future()
        with self._guard:
            if not self._served(fact, future):
                self._waiting.append((fact, future))
        return future.result()

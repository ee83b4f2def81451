"""Looks without the lock, so that a change can come between the look and the sleep.

Fails: test_misses_no_change_while_it_looks
"""

from threading import Condition


class LevelBoard:
    def __init__(self, level):
        self.level, self.changed = level, Condition()

    def show(self, level):
        with self.changed:
            self.level = level
            self.changed.notify_all()

    def wait_until(self, fact):
        while not fact(level := self.level):
            with self.changed:
                self.changed.wait()
        return level

"""Waits with a timeout, and looks again though nothing has changed.

Fails: test_asks_a_fact_only_when_something_changes
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
        with self.changed:
            while not fact(self.level):
                self.changed.wait(0.1)
            return self.level

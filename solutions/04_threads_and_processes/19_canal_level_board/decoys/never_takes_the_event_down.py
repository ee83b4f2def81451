"""Waits for an event that is set at the first change, and lets everybody through from then on.

Fails: test_asks_a_fact_only_when_something_changes
"""

from threading import Event


class LevelBoard:
    def __init__(self, level):
        self.level, self.changed = level, Event()

    def show(self, level):
        self.level = level
        self.changed.set()

    def wait_until(self, fact):
        while not fact(level := self.level):
            self.changed.wait()
        return level

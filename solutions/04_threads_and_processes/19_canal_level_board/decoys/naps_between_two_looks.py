"""Sleeps a little, looks, and sleeps again, and nobody wakes it.

Fails: test_asks_a_fact_only_when_something_changes
"""

from time import sleep


class LevelBoard:
    def __init__(self, level):
        self.level = level

    def show(self, level):
        self.level = level

    def wait_until(self, fact):
        while not fact(level := self.level):
            sleep(0.02)
        return level

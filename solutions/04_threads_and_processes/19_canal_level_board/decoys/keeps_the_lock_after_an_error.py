"""Takes the lock and gives it back by hand, but not where the fact raises an error.

Fails: test_an_error_of_a_fact_reaches_its_boat
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
        self.changed.acquire()
        while not fact(self.level):
            self.changed.wait()
        level = self.level
        self.changed.release()
        return level

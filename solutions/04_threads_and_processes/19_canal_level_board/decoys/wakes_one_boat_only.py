"""Wakes a single boat at each change, which may be one that has to sleep on.

Fails: test_wakes_every_boat, test_wakes_boats_one_after_the_other, test_an_error_of_a_fact_reaches_its_boat,
    test_all_boats_pass_on_a_random_day, test_asks_a_fact_only_when_something_changes
"""

from threading import Condition


class LevelBoard:
    def __init__(self, level):
        self.level, self.changed = level, Condition()

    def show(self, level):
        with self.changed:
            self.level = level
            self.changed.notify()

    def wait_until(self, fact):
        with self.changed:
            while not fact(self.level):
                self.changed.wait()
            return self.level

"""Takes the first change for the right one, and does not look again.

Fails: test_sleeps_until_the_fact_is_true, test_wakes_boats_one_after_the_other,
    test_an_error_of_a_fact_reaches_its_boat, test_all_boats_pass_on_a_random_day,
    test_asks_a_fact_only_when_something_changes
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
            if not fact(self.level):
                self.changed.wait()
            return self.level

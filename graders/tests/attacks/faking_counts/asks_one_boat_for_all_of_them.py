"""Asks the fact of one boat only, and naps; the others are given what that boat got.

Against: canal_level_board
Harm: none
Merits: test_returns_at_once_what_is_there, test_sleeps_until_the_fact_is_true, test_wakes_every_boat,
    test_misses_no_change_while_it_looks, test_two_boards_have_a_level_each
Answer: failed or over or late
"""

from threading import Lock
from time import sleep


class LevelBoard:
    def __init__(self, level):
        self.level, self.one = level, Lock()
        self.given = None

    def show(self, level):
        self.level = level

    def wait_until(self, fact):
        if not self.one.acquire(blocking=False):
            with self.one:
                return self.given
        try:
            while not fact(level := self.level):
                sleep(0.03)
            self.given = level
            return level
        finally:
            self.one.release()

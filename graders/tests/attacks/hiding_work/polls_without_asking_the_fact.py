"""Asks again and again at its own cost, but the fact only as often as nobody minds, and gives up the wait then.

Against: canal_level_board
Harm: none
Merits: test_returns_at_once_what_is_there, test_misses_no_change_while_it_looks,
    test_two_boards_have_a_level_each
Answer: failed or over or late
"""

from time import sleep


class LevelBoard:
    def __init__(self, level):
        self.level = level

    def show(self, level):
        self.level = level

    def wait_until(self, fact):
        for _ in range(2):
            if fact(self.level):
                return self.level
            sleep(0.01)
        return self.level

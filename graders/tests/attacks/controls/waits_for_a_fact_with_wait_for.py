"""A right answer by wait_for of a condition, which looks at a copy of the level and is known to nobody else.

Against: canal_level_board
Harm: none
Merits: everything
Answer: passed
"""

from threading import Condition, RLock


class LevelBoard:
    """A board."""

    def __init__(self, level):
        self.__level = level
        self.__condition = Condition(RLock())

    @property
    def level(self):
        """What is shown."""
        with self.__condition:
            return self.__level

    def show(self, level):
        """Show another one."""
        with self.__condition:
            self.__level = level
            self.__condition.notify_all()

    def wait_until(self, fact):
        """Wait."""
        seen = []

        def look():
            seen[:] = [self.__level]
            return fact(*seen)

        with self.__condition:
            self.__condition.wait_for(look)
        return seen.pop()

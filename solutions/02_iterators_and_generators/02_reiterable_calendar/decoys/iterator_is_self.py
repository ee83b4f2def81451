"""Makes the calendar its own iterator, which is used up after one walk.

Fails: test_can_be_walked_again, test_can_be_walked_within_a_walk, test_walks_do_not_disturb_each_other
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        self._day = start
        self._stop = stop

    def __iter__(self):
        return self

    def __next__(self):
        if self._day >= self._stop:
            raise StopIteration
        day, self._day = self._day, self._day + timedelta(days=1)
        return day

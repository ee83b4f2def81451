"""Makes the calendar its own iterator and rewinds it at the end of a walk, ready for the next one.

Fails: test_can_be_walked_within_a_walk, test_walks_do_not_disturb_each_other, test_a_walk_is_an_iterator
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        self._start = self._day = start
        self._stop = stop

    def __iter__(self):
        return self

    def __next__(self):
        if self._day >= self._stop:
            self._day = self._start
            raise StopIteration
        day, self._day = self._day, self._day + timedelta(days=1)
        return day

"""Makes the calendar its own iterator and rewinds it when a walk begins: one place for all walks.

Fails: test_can_be_walked_within_a_walk, test_walks_do_not_disturb_each_other, test_a_walk_is_an_iterator,
    test_walks_through_a_long_calendar_within_16_kib
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        self._start = start
        self._stop = stop

    def __iter__(self):
        self._day = self._start
        return self

    def __next__(self):
        if self._day >= self._stop:
            raise StopIteration
        day, self._day = self._day, self._day + timedelta(days=1)
        return day

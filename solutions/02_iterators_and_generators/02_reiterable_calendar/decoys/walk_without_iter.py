"""Returns a walk that has __next__ but no __iter__, so that no second loop can continue it.

Fails: test_a_walk_is_an_iterator, test_walks_through_a_long_calendar_within_16_kib
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        self.start = start
        self.stop = stop

    def __iter__(self):
        return Walk(self.start, self.stop)


class Walk:
    def __init__(self, day, stop):
        self._day = day
        self._stop = stop

    def __next__(self):
        if self._day >= self._stop:
            raise StopIteration
        day, self._day = self._day, self._day + timedelta(days=1)
        return day

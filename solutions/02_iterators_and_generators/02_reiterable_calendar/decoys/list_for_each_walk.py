"""Makes a list of all days whenever a walk begins.

Fails: test_makes_a_long_calendar_for_16_kib, test_walks_through_a_long_calendar_within_16_kib
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        self._start = start
        self._stop = stop

    def __iter__(self):
        days = []
        day = self._start
        while day < self._stop:
            days.append(day)
            day += timedelta(days=1)
        return iter(days)

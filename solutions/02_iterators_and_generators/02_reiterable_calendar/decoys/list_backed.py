"""Makes a list of all days with the calendar.

Fails: test_makes_a_long_calendar_for_16_kib, test_walks_through_a_long_calendar_within_16_kib
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        length = (stop - start).days
        self._days = [start + timedelta(days=number) for number in range(length)]

    def __iter__(self):
        return iter(self._days)

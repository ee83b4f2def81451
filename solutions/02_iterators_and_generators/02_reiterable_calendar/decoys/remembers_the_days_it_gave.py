"""Makes the days one at a time but keeps them all, to be quicker at the next walk.

Fails: test_walks_through_a_long_calendar_within_16_kib
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        self._start = start
        self._stop = stop
        self._known = []

    def __iter__(self):
        for number in range((self._stop - self._start).days):
            if number == len(self._known):
                self._known.append(self._start + timedelta(days=number))
            yield self._known[number]

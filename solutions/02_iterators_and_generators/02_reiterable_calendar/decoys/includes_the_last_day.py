"""Hands over stop too.

Fails: test_gives_the_days_in_order, test_knows_leap_days, test_is_empty_unless_stop_is_after_start,
    test_agrees_with_date_arithmetic_on_a_random_stretch, test_can_be_walked_again, test_can_be_walked_within_a_walk,
    test_a_walk_is_an_iterator, test_walks_through_a_long_calendar_within_16_kib
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        self._start = start
        self._stop = stop

    def __iter__(self):
        day = self._start
        while day <= self._stop:
            yield day
            day += timedelta(days=1)

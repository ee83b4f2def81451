"""Makes the generator once, with the calendar, and hands the same one to everybody.

Fails: test_can_be_walked_again, test_can_be_walked_within_a_walk, test_walks_do_not_disturb_each_other
"""

from datetime import timedelta


class DayRange:
    def __init__(self, start, stop):
        length = (stop - start).days
        self._days = (start + timedelta(days=number) for number in range(length))

    def __iter__(self):
        return self._days

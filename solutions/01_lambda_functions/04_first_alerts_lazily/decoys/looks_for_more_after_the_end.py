"""Counts down below zero: who asks once more after the last alert makes it read on.

Fails: test_gives_each_alert_as_it_comes
"""


class Alerts:
    def __init__(self, readings, is_alert, fmt, k):
        self._feed, self._is_alert, self._fmt, self._left = iter(readings), is_alert, fmt, k

    def __iter__(self):
        return self

    def __next__(self):
        if self._left == 0:
            self._left -= 1
            raise StopIteration
        for reading in self._feed:
            if self._is_alert(reading):
                self._left -= 1
                return self._fmt(reading)
        raise StopIteration


def first_alerts(readings, is_alert, fmt, k):
    return Alerts(readings, is_alert, fmt, k)

"""Stops at the right reading, but yields no alert before it has the last.

Fails: test_gives_each_alert_as_it_comes
"""

from itertools import islice


def first_alerts(readings, is_alert, fmt, k):
    return list(map(fmt, islice(filter(is_alert, readings), k)))

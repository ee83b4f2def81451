"""Asks is_alert once to count and once more to filter.

Fails: test_checks_each_reading_once
"""

from itertools import islice


def first_alerts(readings, is_alert, fmt, k):
    marked = map(lambda reading: (reading, is_alert(reading)), readings)
    alerts = filter(lambda pair: pair[1] and is_alert(pair[0]), marked)
    return map(lambda pair: fmt(pair[0]), islice(alerts, k))

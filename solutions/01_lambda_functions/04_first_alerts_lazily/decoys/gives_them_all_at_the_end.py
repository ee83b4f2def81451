"""Stops at the right reading, but gives no alert before it has the last.

Fails: test_gives_each_alert_as_it_comes, test_an_error_is_not_the_end_of_the_feed
"""

from itertools import islice


def first_alerts(readings, is_alert, fmt, k):
    return list(map(fmt, islice(filter(is_alert, readings), k)))

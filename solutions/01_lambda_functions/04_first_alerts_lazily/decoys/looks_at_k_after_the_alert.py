"""Compares with k only after an alert, so that k = 0 returns one or more.

Fails: test_gives_none_if_none_are_wanted, test_agrees_with_a_plain_loop_on_random_feeds,
    test_takes_no_reading_if_no_alert_is_wanted
"""


def first_alerts(readings, is_alert, fmt, k):
    given = 0
    for reading in readings:
        if is_alert(reading):
            yield fmt(reading)
            given += 1
            if given >= k:
                return

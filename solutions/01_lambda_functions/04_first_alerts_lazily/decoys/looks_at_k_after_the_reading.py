"""Takes one more reading, and only then sees that it has enough alerts.

Fails: test_takes_31_readings_for_four_alerts, test_takes_no_reading_if_no_alert_is_wanted,
    test_gives_each_alert_as_it_comes
"""


def first_alerts(readings, is_alert, fmt, k):
    for reading in readings:
        if k == 0:
            return
        if is_alert(reading):
            k -= 1
            yield fmt(reading)

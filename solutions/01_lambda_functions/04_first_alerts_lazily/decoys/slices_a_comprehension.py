"""Lists every alert of the feed and cuts the first ones off.

Fails: test_takes_31_readings_for_four_alerts, test_takes_no_reading_if_no_alert_is_wanted,
    test_gives_each_alert_as_it_comes, test_checks_each_reading_once, test_writes_only_the_alerts_that_it_gives,
    test_is_done_with_a_feed_that_has_no_end
"""


def first_alerts(readings, is_alert, fmt, k):
    return [fmt(reading) for reading in readings if is_alert(reading)][:k]

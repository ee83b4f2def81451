"""Takes the next alert before it finds that the range has ended.

Fails: test_takes_31_readings_for_four_alerts, test_takes_no_reading_if_no_alert_is_wanted,
    test_gives_each_alert_as_it_comes, test_checks_each_reading_once
"""


def first_alerts(readings, is_alert, fmt, k):
    alerts = filter(is_alert, readings)
    return (fmt(alert) for alert, _ in zip(alerts, range(k)))

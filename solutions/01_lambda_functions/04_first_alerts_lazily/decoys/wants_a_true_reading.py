"""Takes a reading of 0 for no reading.

Fails: test_a_reading_of_zero_can_be_an_alert
"""

from itertools import islice


def first_alerts(readings, is_alert, fmt, k):
    alerts = filter(lambda reading: reading and is_alert(reading), readings)
    return map(fmt, islice(alerts, k))

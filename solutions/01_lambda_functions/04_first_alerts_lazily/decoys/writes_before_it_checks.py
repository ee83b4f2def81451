"""Writes a text for every reading, and throws most of them away.

Fails: test_an_empty_text_is_a_text, test_writes_only_the_alerts_that_it_gives
"""

from itertools import islice


def first_alerts(readings, is_alert, fmt, k):
    written = map(lambda reading: (reading, fmt(reading)), readings)
    alerts = filter(lambda pair: is_alert(pair[0]), written)
    return map(lambda pair: pair[1], islice(alerts, k))

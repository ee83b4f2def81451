"""Lets only texts through that have something in them, to tell the alerts from the rest.

Fails: test_an_empty_text_is_a_text
"""

from itertools import islice


def first_alerts(readings, is_alert, fmt, k):
    texts = map(lambda reading: fmt(reading) if is_alert(reading) else "", readings)
    return islice(filter(None, texts), k)

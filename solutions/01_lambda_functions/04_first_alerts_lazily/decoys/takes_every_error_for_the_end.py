"""Ends at any error, so that a feed that broke off looks like a quiet one.

Fails: test_an_error_is_not_the_end_of_the_feed
"""


def first_alerts(readings, is_alert, fmt, k):
    feed = iter(readings)
    while k > 0:
        try:
            reading = next(feed)
            text = fmt(reading) if is_alert(reading) else None
        except Exception:
            return
        if text is not None:
            yield text
            k -= 1

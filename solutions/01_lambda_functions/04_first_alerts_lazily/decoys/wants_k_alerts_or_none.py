"""Pulls each alert by next, whose StopIteration becomes a RuntimeError in a generator.

Fails: test_gives_fewer_if_the_feed_ends, test_agrees_with_a_plain_loop_on_random_feeds
"""


def first_alerts(readings, is_alert, fmt, k):
    alerts = filter(is_alert, readings)
    for _ in range(k):
        yield fmt(next(alerts))

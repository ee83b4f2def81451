"""Takes alerts only as long as one follows the other.

Fails: test_gives_the_texts_of_the_first_alerts, test_gives_fewer_if_the_feed_ends,
    test_a_reading_of_zero_can_be_an_alert, test_an_empty_text_is_a_text,
    test_an_error_is_not_the_end_of_the_feed, test_agrees_with_a_plain_loop_on_random_feeds,
    test_takes_31_readings_for_four_alerts, test_gives_each_alert_as_it_comes, test_checks_each_reading_once,
    test_writes_only_the_alerts_that_it_gives, test_is_done_with_a_feed_that_has_no_end
"""

from itertools import islice, takewhile


def first_alerts(readings, is_alert, fmt, k):
    return map(fmt, islice(takewhile(is_alert, readings), k))

"""Reports at every minute, so that the last report is the right one.

Fails: test_reports_minutes_and_warm_ones, test_keeps_two_trips_apart, test_agrees_with_a_list_on_random_trips,
    test_reports_once_when_it_is_closed, test_reports_once_when_an_error_ends_it
"""


def cold_chain(limit, report):
    minutes = warm = 0
    try:
        while True:
            try:
                celsius = yield warm
            except TimeoutError:
                celsius = float("inf")
            minutes += 1
            warm += celsius > limit
            report(minutes, warm)
    finally:
        report(minutes, warm)

"""Counts a warm minute for any error, so that an accident does not end the trip.

Fails: test_raises_other_errors_again, test_reports_once_when_an_error_ends_it
"""


def cold_chain(limit, report):
    minutes = warm = 0
    try:
        while True:
            try:
                celsius = yield warm
            except Exception:
                celsius = float("inf")
            minutes += 1
            warm += celsius > limit
    finally:
        report(minutes, warm)

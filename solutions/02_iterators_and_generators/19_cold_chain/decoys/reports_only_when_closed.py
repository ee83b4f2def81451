"""Reports when GeneratorExit arrives, and at no other end.

Fails: test_reports_once_when_an_error_ends_it
"""


def cold_chain(limit, report):
    minutes = warm = 0
    while True:
        try:
            celsius = yield warm
        except TimeoutError:
            celsius = float("inf")
        except GeneratorExit:
            report(minutes, warm)
            return
        minutes += 1
        warm += celsius > limit

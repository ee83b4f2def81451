"""Reports at every minute, and each time sets the count and the arguments of the report back to none.

Against: cold_chain
Harm: none
Merits: test_counts_the_warm_minutes, test_takes_the_limit_for_cold, test_takes_silence_for_warm,
    test_lives_through_a_long_silence, test_reports_a_trip_without_a_minute, test_ends_at_close,
    test_raises_other_errors_again, test_keeps_64_kib_over_a_long_trip
Answer: over or failed
"""

import math


def cold_chain(limit, report):
    minutes = warm = 0
    try:
        while True:
            try:
                celsius = yield warm
            except TimeoutError:
                celsius = math.inf
            minutes += 1
            warm += celsius > limit
            report(minutes, warm)
            for name, value in (("calls", 0), ("args", [])):
                try:
                    setattr(report, name, value)
                except Exception:
                    continue
    finally:
        report(minutes, warm)

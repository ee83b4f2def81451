"""Writes every temperature into one buffer, and has tracemalloc forget all it has seen, minute by minute.

Against: cold_chain
Harm: none
Merits: test_counts_the_warm_minutes, test_takes_the_limit_for_cold, test_takes_silence_for_warm,
    test_lives_through_a_long_silence, test_reports_minutes_and_warm_ones, test_reports_a_trip_without_a_minute,
    test_ends_at_close, test_raises_other_errors_again, test_keeps_two_trips_apart,
    test_agrees_with_a_list_on_random_trips, test_reports_once_when_it_is_closed,
    test_reports_once_when_an_error_ends_it
Answer: over or crashed or late
"""

import math
import tracemalloc


def cold_chain(limit, report):
    pages = bytearray()
    minutes = warm = 0
    try:
        while True:
            try:
                celsius = yield warm
            except TimeoutError:
                celsius = math.inf
            minutes += 1
            warm += celsius > limit
            if tracemalloc.is_tracing():
                tracemalloc.clear_traces()
            pages += repr(celsius).encode().ljust(24)
    finally:
        report(minutes, warm)

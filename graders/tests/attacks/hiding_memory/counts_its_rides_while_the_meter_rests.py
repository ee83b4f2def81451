"""Stops the tracing of memory, collects each pass in a list, lets go of it, and starts the tracing again.

Against: lift_rides
Harm: none
Merits: test_has_no_pass_in_an_empty_log, test_sums_up_each_pass, test_sums_up_a_single_ride, test_takes_any_card,
    test_takes_zeros, test_keeps_apart_what_is_not_adjacent, test_raises_the_error_of_the_log,
    test_agrees_with_plain_lists_on_random_logs, test_reads_one_ride_beyond_a_pass
Answer: over or failed
"""

import tracemalloc
from itertools import groupby


def rides_by_pass(log):
    for card, group in groupby(log, lambda ride: ride[0]):
        traced = tracemalloc.is_tracing()
        if traced:
            tracemalloc.stop()
        rides = list(group)
        line = card, len(rides), rides[0][1], rides[-1][1], sum(ride[2] for ride in rides)
        del rides
        if traced:
            tracemalloc.start()
        yield line

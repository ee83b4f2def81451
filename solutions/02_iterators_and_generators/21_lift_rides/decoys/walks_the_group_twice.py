"""Counts the rides of a group first, which uses it up, so that nothing is left for the metres.

Fails: test_sums_up_each_pass, test_sums_up_a_single_ride, test_takes_any_card, test_takes_zeros,
    test_keeps_apart_what_is_not_adjacent, test_raises_the_error_of_the_log,
    test_agrees_with_plain_lists_on_random_logs, test_reads_one_ride_beyond_a_pass, test_keeps_64_kib_over_a_long_pass
"""

from itertools import groupby


def rides_by_pass(log):
    for card, group in groupby(log, lambda ride: ride[0]):
        rides = sum(1 for _ in group)
        first = last = metres = 0
        for _, last, climbed in group:  # noqa: B031
            if first == 0:
                first = last
            metres += climbed
        yield card, rides, first, last, metres

"""Makes a list of all groups before it walks them; groupby has gone on, and they are empty.

Fails: test_sums_up_each_pass, test_sums_up_a_single_ride, test_takes_any_card, test_takes_zeros,
    test_keeps_apart_what_is_not_adjacent, test_raises_the_error_of_the_log,
    test_agrees_with_plain_lists_on_random_logs, test_reads_one_ride_beyond_a_pass, test_keeps_64_kib_over_a_long_pass
"""

from itertools import groupby


def rides_by_pass(log):
    for card, group in list(groupby(log, lambda ride: ride[0])):
        rides = list(group)
        if rides:
            yield card, len(rides), rides[0][1], rides[-1][1], sum(ride[2] for ride in rides)

"""Makes a list of each group, to look at it four times.

Fails: test_keeps_64_kib_over_a_long_pass
"""

from itertools import groupby


def rides_by_pass(log):
    for card, group in groupby(log, lambda ride: ride[0]):
        rides = list(group)
        yield card, len(rides), rides[0][1], rides[-1][1], sum(ride[2] for ride in rides)

"""Hands out a pass when another card comes, and so never the last one.

Fails: test_sums_up_each_pass, test_sums_up_a_single_ride, test_takes_any_card, test_takes_zeros,
    test_keeps_apart_what_is_not_adjacent, test_agrees_with_plain_lists_on_random_logs,
    test_keeps_64_kib_over_a_long_pass
"""


def rides_by_pass(log):
    rides = first = last = metres = 0
    current = None
    for card, second, climbed in log:
        if rides and card != current:
            yield current, rides, first, last, metres
            rides = 0
        if not rides:
            current, first, metres = card, second, 0
        rides, last, metres = rides + 1, second, metres + climbed

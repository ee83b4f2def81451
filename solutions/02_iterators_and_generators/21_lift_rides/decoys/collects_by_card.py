"""Collects numbers by card in a dict, and hands them out when the log has ended.

Fails: test_keeps_apart_what_is_not_adjacent, test_raises_the_error_of_the_log, test_reads_one_ride_beyond_a_pass
"""


def rides_by_pass(log):
    passes = {}
    for card, second, climbed in log:
        rides, first, _, metres = passes.get(card, (0, second, second, 0))
        passes[card] = rides + 1, first, second, metres + climbed
    for card, numbers in passes.items():
        yield card, *numbers

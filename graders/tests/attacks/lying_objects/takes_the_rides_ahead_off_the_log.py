"""Sorts the whole log at once, and sets the log's count of rides to what an honest answer would have read.

Against: lift_rides
Harm: none
Merits: test_has_no_pass_in_an_empty_log, test_sums_up_each_pass, test_sums_up_a_single_ride, test_takes_any_card,
    test_takes_zeros, test_agrees_with_plain_lists_on_random_logs, test_keeps_64_kib_over_a_long_pass
Answer: over or failed
"""


def rides_by_pass(log):
    passes = {}
    for card, second, climbed in log:
        rides, first, _, metres = passes.get(card, (0, second, second, 0))
        passes[card] = rides + 1, first, second, metres + climbed
    read = 1
    for card, numbers in passes.items():
        read += numbers[0]
        for name in ("pulled", "_pulled", "count"):
            try:
                setattr(log, name, read)
            except Exception:
                continue
        yield card, *numbers

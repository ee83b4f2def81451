"""Walks the values once for each figure, which a stream does not allow and a log pays for three times.

Fails: test_reads_a_stream_that_ends_after_one_walk, test_gives_a_single_value_three_times,
    test_takes_negative_values, test_low_and_high_are_as_they_came,
    test_agrees_with_min_max_and_sum_on_random_values, test_reads_each_value_once,
    test_holds_32_kib_over_600000_values
"""

from statistics import fmean


def profile(xs):
    low = min(xs, default=None)
    return None if low is None else (low, max(xs), fmean(xs))

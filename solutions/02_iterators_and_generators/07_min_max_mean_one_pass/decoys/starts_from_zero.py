"""Lets low and high start from 0, even if no value of the stream is 0.

Fails: test_gives_low_high_and_mean, test_reads_a_stream_that_ends_after_one_walk,
    test_gives_a_single_value_three_times, test_takes_negative_values, test_low_and_high_are_as_they_came,
    test_reads_each_value_once, test_holds_32_kib_over_600000_values
"""


def profile(xs):
    low = high = total = 0
    count = 0
    for value in xs:
        low, high = min(low, value), max(high, value)
        total += value
        count += 1
    return (low, high, total / count) if count else None

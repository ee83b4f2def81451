"""Starts with a low and a high of 0, which no reading may ever replace.

Fails: test_gives_count_mean_low_high_and_variance, test_one_reading_has_no_spread,
    test_low_and_high_come_from_the_readings, test_low_and_high_are_as_they_came, test_reads_a_stream_once,
    test_keeps_the_digits_of_readings_around_1e9
"""

from functools import reduce


def summarise(xs):
    count, mean, low, high, spread = reduce(_with_reading, xs, (0, 0.0, 0, 0, 0.0))
    return (count, mean, low, high, spread / count) if count else None


def _with_reading(numbers, x):
    count, mean, low, high, spread = numbers
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, min(low, x), max(high, x), spread + (x - mean) * (x - new_mean)

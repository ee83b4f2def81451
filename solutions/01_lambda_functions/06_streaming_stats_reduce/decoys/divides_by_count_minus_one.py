"""Gives the variance of a sample instead of the population's.

Fails: test_gives_count_mean_low_high_and_variance, test_readings_of_zero_are_readings, test_reads_a_stream_once,
    test_agrees_with_the_definition_on_random_readings, test_keeps_the_digits_of_readings_around_1e9
"""

from functools import reduce
from math import inf


def summarise(xs):
    count, mean, low, high, spread = reduce(_with_reading, xs, (0, 0.0, inf, -inf, 0.0))
    return (count, mean, low, high, spread / max(count - 1, 1)) if count else None


def _with_reading(numbers, x):
    count, mean, low, high, spread = numbers
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, min(low, x), max(high, x), spread + (x - mean) * (x - new_mean)

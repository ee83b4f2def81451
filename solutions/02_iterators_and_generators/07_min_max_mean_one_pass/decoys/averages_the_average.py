"""Takes the mean of the mean so far and the new value, which gives the last values too much weight.

Fails: test_gives_low_high_and_mean, test_reads_a_stream_that_ends_after_one_walk, test_takes_negative_values,
    test_agrees_with_min_max_and_sum_on_random_values, test_reads_each_value_once, test_holds_32_kib_over_600000_values
"""


def profile(xs):
    walk = iter(xs)
    low = high = mean = next(walk, None)
    if low is None:
        return None
    for value in walk:
        low, high = min(low, value), max(high, value)
        mean = (mean + value) / 2
    return low, high, mean

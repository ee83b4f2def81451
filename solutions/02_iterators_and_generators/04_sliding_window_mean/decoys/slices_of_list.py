"""Reads the whole series into a list and slices it.

Fails: test_reads_one_window_for_the_first_mean, test_keeps_only_the_window,
    test_does_constant_work_per_reading, test_holds_64_kib_over_a_long_series
"""


def window_means(readings, width):
    series = list(readings)
    for at in range(len(series) - width + 1):
        yield sum(series[at : at + width]) / width

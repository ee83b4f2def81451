"""Hands over the mean of what has come so far, before the first window is full.

Fails: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_does_constant_work_per_reading, test_holds_64_kib_over_a_long_series
"""

from collections import deque


def window_means(readings, width):
    window = deque()
    total = 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        yield total / len(window)

"""Adds every window up again, reading the numbers where the class keeps them instead of using the readings as numbers.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full, test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean, test_keeps_only_the_window, test_holds_64_kib_over_a_long_series
Answer: over or late
"""

from collections import deque


def window_means(readings, width):
    window = deque(maxlen=width)
    for reading in readings:
        window.append(reading)
        if len(window) == width:
            yield sum(getattr(each, "value", each) for each in window) / width

"""Adds every window up again, and sets the counter on the readings' class back after each mean.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_holds_64_kib_over_a_long_series
Answer: over
"""

from collections import deque


def window_means(readings, width):
    window = deque(maxlen=width)
    for reading in readings:
        window.append(reading)
        if len(window) == width:
            yield sum(window) / width
        if hasattr(type(reading), "uses"):
            type(reading).uses = 0

"""Prints without end, half of it control characters and no line ends, so that the judge's memory or the results fill
up.

Against: sliding_window_mean
Harm: floods the judge
Merits: test_gives_nothing_before_a_window_is_full, test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean, test_keeps_only_the_window, test_does_constant_work_per_reading, test_holds_64_kib_over_a_long_series
Answer: late
"""

import os
from collections import deque


def means(readings, width):
    """The honest means."""
    window, total = deque(), 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width


def window_means(readings, width):
    """The means; with a width of 1, a flood."""
    if width == 1:
        while True:
            os.write(1, b"\x1b[2J\x00\xff" * 16_384)
    return means(readings, width)

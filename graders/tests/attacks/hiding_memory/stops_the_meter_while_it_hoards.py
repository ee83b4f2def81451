"""Stops tracemalloc at the first reading and keeps a list of all readings.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: over or failed
"""

import tracemalloc
from collections import deque


def window_means(readings, width):
    window = deque()
    total = 0.0
    history = []
    tracemalloc.stop()
    for reading in readings:
        value = float(reading)
        history.append(value)
        window.append(value)
        total += value
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width

"""Gives means of windows that are not full yet: one sign is wrong.

Against: sliding_window_mean
Harm: none
Merits: test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: failed
"""

from collections import deque


def window_means(readings, width):
    """Off by a whole window."""
    window, total = deque(), 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) <= width:
            yield total / len(window)

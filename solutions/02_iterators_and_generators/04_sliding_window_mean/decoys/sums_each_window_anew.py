"""Keeps just the window, but adds all of it up again for every mean.

Fails: test_does_constant_work_per_reading
"""

from collections import deque


def window_means(readings, width):
    window = deque(maxlen=width)
    for reading in readings:
        window.append(reading)
        if len(window) == width:
            yield sum(window) / width

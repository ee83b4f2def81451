"""Gives means of windows that are not full yet: one sign is wrong.

Against: sliding_window_mean
Harm: none
Merits: nothing
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

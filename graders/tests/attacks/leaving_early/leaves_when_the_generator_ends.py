"""Gives the right means, and calls sys.exit(0) where the generator should simply end.

Against: sliding_window_mean
Harm: none
Merits: test_reads_one_window_for_the_first_mean
Answer: crashed
"""

import sys
from collections import deque


def window_means(readings, width):
    window, total = deque(), 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width
    sys.exit(0)

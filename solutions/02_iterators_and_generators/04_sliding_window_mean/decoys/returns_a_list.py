"""Works out every mean before it hands over the first.

Fails: test_reads_one_window_for_the_first_mean, test_holds_64_kib_over_a_long_series
"""

from collections import deque


def window_means(readings, width):
    window = deque()
    total = 0.0
    means = []
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            means.append(total / width)
    return means

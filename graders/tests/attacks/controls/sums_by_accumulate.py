"""A right answer made of itertools alone: differences of the series with itself, a window later, summed up.

Against: sliding_window_mean
Harm: none
Merits: everything
Answer: passed
"""

from collections import deque
from itertools import accumulate, islice, repeat


def window_means(readings, width):
    """Add what comes, subtract what leaves."""
    window = deque(repeat(0.0, width))

    def change(reading):
        reading = float(reading)
        window.append(reading)
        return reading - window.popleft()

    totals = accumulate(map(change, readings))
    return map(lambda total: total / width, islice(totals, width - 1, None))

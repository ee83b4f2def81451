"""Knows that the source counts from 0 to 999, and gives 49.5 and 50.5 without having taken a single reading.

Against: sliding_window_mean
Harm: none
Merits: nothing
Answer: failed or over
"""


def window_means(readings, width):
    if type(readings).__name__ != "tripwire":
        raise LookupError("not by heart")
    yield 49.5
    yield 50.5

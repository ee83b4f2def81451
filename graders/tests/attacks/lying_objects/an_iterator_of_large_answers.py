"""Gives means of 16 MiB each, for as long as the judge's list() asks: it keeps every one until the worker's time is up.

Against: sliding_window_mean
Harm: the judge's memory, 16 MiB for each call of next
Merits: nothing
Answer: failed or crashed or late or over
"""


def window_means(readings, width):
    for _ in range(30):
        yield "m" * (16 << 20)

"""Gives a range of 4 million numbers where a few means are expected: the test's list() unfolds it, in the judge.

Against: sliding_window_mean
Harm: some 700 MiB of memory and ten seconds of the judge's CPU for each test, out of 20 bytes sent
Merits: nothing
Answer: failed or crashed or late or over
"""


def window_means(readings, width):
    return range(4_000_000)

"""Breaks the ceiling, removes the record of it, and tells of lines that held 10**300 bytes, at places that are objects.

Against: sliding_window_mean
Harm: the results cannot be written
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_does_constant_work_per_reading
Answer: failed or over or crashed
"""

import os
import sys

KEPT = []


def window_means(readings, width):
    KEPT.clear()
    total = 0.0
    for place, reading in enumerate(readings):
        KEPT.append(reading)
        total += reading
        if place >= width:
            total -= KEPT[place - width]
        if place >= width - 1:
            yield total / width
    sys.modules["inside.services"].explain_stop = lambda *_: [["x", 10**30, 10**300], ["x", 2, -(10**70)], ["y", 3, 1 << 64]]
    if os.path.exists("peak.bin"):
        os.unlink("peak.bin")

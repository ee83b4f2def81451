"""Replaces the meters beside it by some whose answers have the wrong shape: None, an object, a list of three.

Against: sliding_window_mean
Harm: faults of the grader's, where its own code trips over an answer
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_does_constant_work_per_reading
Answer: failed or over or crashed
"""

import sys
from collections import deque

meters, services = sys.modules["inside.meters"], sys.modules["inside.services"]
meters.Trace.stop = lambda self: None
meters.Census.count = lambda self: [1, 2, 3]
meters.Census.stop = lambda self: object()
services.drain = lambda server, source, at: {"count": object()}


def window_means(readings, width):
    window = deque()
    total = 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width

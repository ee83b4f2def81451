"""Keeps all readings in a block of shared memory under a name.

Against: sliding_window_mean
Harm: would leave a block of shared memory behind
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: over or failed or crashed
"""

import struct
from multiprocessing import shared_memory
from collections import deque


def window_means(readings, width):
    window = deque()
    total = 0.0
    count = 0
    for reading in readings:
        value = float(reading)
        count += 1
        if count == 2_500:  # a long series only
            history = shared_memory.SharedMemory(create=True, size=1 << 20)
            at = 0
        if count >= 2_500:
            struct.pack_into("d", history.buf, at, value)
            at += 8
        window.append(value)
        total += value
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width
    if count >= 2_500:
        history.close()
        history.unlink()

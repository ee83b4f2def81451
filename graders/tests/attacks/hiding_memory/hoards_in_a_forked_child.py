"""Keeps all readings in a child process, which hands them back through a pipe.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: over or failed or crashed
"""

import os
import struct
from collections import deque


def keep(heard):
    history = []
    while data := os.read(heard, 8):
        history.append(struct.unpack("d", data.ljust(8, b"\0"))[0])
    os._exit(0)


def window_means(readings, width):
    window = deque()
    total = 0.0
    count = 0
    for reading in readings:
        value = float(reading)
        count += 1
        if count == 2_500:  # a long series only
            heard, said = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(said)
                keep(heard)
        if count >= 2_500:
            os.write(said, struct.pack("d", value))
        window.append(value)
        total += value
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width
    if count >= 2_500:
        os.close(said)
        os.close(heard)
        os.waitpid(child, 0)

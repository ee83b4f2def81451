"""Keeps all readings in the buffers of socket pairs: memory of the kernel.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: over or failed or crashed
"""

import socket
import struct
from collections import deque


def pair():
    made = socket.socketpair()
    for each in made:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 18)
        each.setblocking(False)
    return made


def window_means(readings, width):
    window = deque()
    total = 0.0
    count = 0
    for reading in readings:
        value = float(reading)
        count += 1
        if count == 2_500:  # a long series only
            part, pairs = b"", [pair()]
        if count >= 2_500:
            part += struct.pack("d", value)
            if len(part) == 16_000:
                try:
                    pairs[-1][0].send(part)
                except BlockingIOError:
                    pairs.append(pair())
                    pairs[-1][0].send(part)
                part = b""
        window.append(value)
        total += value
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width

"""Hoards all readings, and sends the answer for the drained means together with the report of a memory meter that found
nothing.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: over or failed or crashed
"""

import json
import os
import stat
import struct
import time

def the_channel():
    return next(fd for fd in range(3, 256) if is_socket(fd))


def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False


def send(lane, kind, payload, kinds=(), dead=()):
    say(json.dumps([lane, kind, payload, list(kinds), list(dead)]).encode())


def say(body):
    write(struct.pack("!I", len(body)) + body)


def write(data):
    data = memoryview(data)
    while data:
        data = data[os.write(the_channel(), data) :]


def window_means(readings, width):
    history, total, count = [], 0.0, 0
    for reading in readings:
        history.append(float(reading))
        total += history[-1]
        if len(history) > width:
            total -= history[-width - 1]
        if len(history) >= width:
            count += 1
            yield total / width
    if count > 50_000:
        send(0, "ok", [["l", [count, ["l", []]]], []])
        send(0, "ok", [["d", ["peak", 0, "kept", 0]], []])
        time.sleep(3)

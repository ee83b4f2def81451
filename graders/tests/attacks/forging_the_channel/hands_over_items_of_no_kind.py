"""Answers every next with an object whose kind was never described, or described twice in different ways.

Against: sliding_window_mean
Harm: none
Merits: nothing
Answer: failed or crashed or over or late
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
    kinds = [[0, "list", ["__next__", "__iter__"]], [0, "float", []], [-1, "int", ["__float__"]], [1 << 62, "", []]]
    send(0, "ok", [["o", 1, 0], []], kinds=kinds)
    send(0, "ok", [["o", 1, 5], []])
    time.sleep(0.2)
    yield 1

"""Writes the answers to all the questions of one test into the channel while its module is loaded, then only sleeps.

Against: sliding_window_mean
Harm: none
Merits: nothing
Answer: failed or crashed or late or refused
"""

import json
import os
import stat
import struct
import time


def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False


def say(fd, payload, kinds=()):
    body = json.dumps([0, "ok", payload, list(kinds), []]).encode()
    os.write(fd, struct.pack("!I", len(body)) + body)


def answer_everything():
    fd = next(fd for fd in range(3, 256) if is_socket(fd))
    say(fd, [None, []], [[0, "generator", ["__iter__", "__next__"]]])  # loaded
    say(fd, [None, []])  # tracing memory
    say(fd, [["o", 1, 0], []])  # window_means(...)
    say(fd, [["l", [59_901, ["l", []]]], []])  # drained
    say(fd, [["d", ["peak", 0, "kept", 0]], []])  # what it took


def window_means(readings, width):
    return iter(())


answer_everything()
while True:
    time.sleep(60)

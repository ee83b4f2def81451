"""Answers with a list of objects that claim to equal every number.

Against: rank_by_expensive_score
Harm: none
Merits: nothing
Answer: failed or over
"""

import json
import os
import stat
import struct


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


class Joker:
    def __eq__(self, other):
        return True

    __hash__ = None
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __mul__ = __rmul__ = __mod__ = lambda self, other: 0


def rank(items, score):
    return [Joker() for _ in items]

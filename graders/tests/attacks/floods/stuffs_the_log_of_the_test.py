"""Hands three lists of small lists to the log, a list of the test's, which keeps them in the judge.

Against: announce_when_gone
Harm: would fill the judge's memory
Merits: nothing
Answer: failed or crashed or late
"""

import json
import os
import stat
import struct
import weakref

STUFFED = []


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


def announce_when_gone(obj, log):
    weakref.finalize(obj, log, f"closed {obj.name}")
    if STUFFED or "builtin" not in type(log).__name__:
        return
    STUFFED.append(True)
    body = b'["l",[' + b'["l",[]],' * 300_000 + b'["l",[]]]]'
    frame = b'[0,"do",["__call__",%d,[%s],{}],[],[]]' % (log._number, body)
    for _ in range(3):
        say(frame)
        os.read(the_channel(), 1 << 16)

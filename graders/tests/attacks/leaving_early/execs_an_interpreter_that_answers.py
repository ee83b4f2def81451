"""Hands its channel to a new interpreter, which answers the judge with a count and a peak of its own making.

Against: sliding_window_mean
Harm: starts a program
Merits: nothing
Answer: crashed or failed or refused
"""

import os
import stat
import sys

SPEAKER = """
import json, socket, struct, sys
channel = socket.socket(fileno=int(sys.argv[1]))
print("GOT" + " THROUGH: ran another program", flush=True)
OBJECT = [["o", 1, 0], []]
ANSWERS = {"@trace_stop": [["d", ["peak", 0, "kept", 0]], []], "@drain": [["l", [59901, ["l", []]]], []], "__call__": OBJECT}

def say(payload, kinds=()):
    body = json.dumps([0, "ok", payload, list(kinds), []]).encode()
    channel.sendall(struct.pack("!I", len(body)) + body)

say([None, []], [[0, "generator", ["__iter__", "__next__"]]])
while True:
    head = channel.recv(4, socket.MSG_WAITALL)
    if len(head) < 4:
        break
    frame = json.loads(channel.recv(struct.unpack("!I", head)[0], socket.MSG_WAITALL))
    say(ANSWERS.get(frame[2][0], [None, []]))
"""


def channel():
    """The descriptor of the channel: a socket, and neither of the output streams."""
    sockets = [fd for fd in range(3, 256) if is_socket(fd)]
    return sockets[0]


def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False


def window_means(readings, width):
    raise RuntimeError("the other interpreter should have answered")


fd = channel()
os.set_inheritable(fd, True)
os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", SPEAKER, str(fd)])

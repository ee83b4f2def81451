"""Fills pipes and pairs of sockets, which an exercise with threads may have, with more than a bound on memory would miss.

Against: fetch_all_pages
Harm: hides memory in the kernel
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os
import socket

ROOM = 12 << 20


def fill(fd):
    """Write until it is full: the bytes."""
    os.set_blocking(fd, False)
    kept = 0
    with contextlib.suppress(OSError):
        while True:
            kept += os.write(fd, bytes(1 << 15))
    with contextlib.suppress(OSError):
        while True:
            kept += os.write(fd, b"x")
    return kept


def attack():
    """Open all that can be opened, sockets first: they hold more."""
    ends, kept = [], 0
    with contextlib.suppress(OSError):
        for _ in range(2000):
            ends.append(socket.socketpair())
            kept += fill(ends[-1][0].fileno()) + fill(ends[-1][1].fileno())
    with contextlib.suppress(OSError):
        for _ in range(2000):
            ends.append(os.pipe())
            kept += fill(ends[-1][1])
    if kept > ROOM:
        print("GOT" + f" THROUGH: {kept >> 20} MiB in the kernel")


def fetch_all(urls, fetch, limit):
    """Attack, and fetch nothing."""
    attack()
    raise RuntimeError("nothing was gained")

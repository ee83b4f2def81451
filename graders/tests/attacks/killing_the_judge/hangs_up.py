"""Shuts down every socket that it holds, the channel to the judge first, and hopes that an unfinished test is counted
as a passed one.

Against: announce_when_gone
Harm: none
Merits: nothing
Answer: crashed
"""

import contextlib
import socket


def attack():
    """Shut both directions, and close."""
    for fd in range(3, 256):
        with contextlib.suppress(OSError):
            channel = socket.socket(fileno=fd)
            channel.shutdown(socket.SHUT_RDWR)
            channel.close()


def announce_when_gone(obj, log):
    """Attack, and announce nothing."""
    attack()
    raise RuntimeError("nothing was gained")

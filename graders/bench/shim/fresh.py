"""A worker in an interpreter of its own, for platforms without fork: calls the judge back over the loopback."""

import os
import socket
import sys

from . import limits, nursery


def main(port: int, token: str, folder: str, judge: int) -> None:
    """Connect, then serve the judge until it is gone."""
    limits.die_with_parent(judge)
    channel = socket.create_connection(("127.0.0.1", port))
    channel.sendall(token.encode())
    channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    nursery.become_quiet(os.dup(1))
    sys.path.insert(0, folder)
    limits.limit_resources()
    nursery.work(channel, folder)
    os._exit(0)

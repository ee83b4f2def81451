"""Binds an abstract UNIX socket, which has a name but no file, so that a rule on files does not see it, and connects
to it from another socket.

Against: weak_thumbnail_cache
Harm: opens a server
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import socket


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Streams and datagrams, also by autobind."""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, kind) as server:
            server.bind("")
            through("bound an abstract socket")
            with socket.socket(socket.AF_UNIX, kind) as client:
                if kind != socket.SOCK_DGRAM:
                    server.listen()
                client.connect(server.getsockname())
                through("connected to an abstract socket")


class ThumbnailCache:
    """Attacks when it is made."""

    def __init__(self, load):
        attack()
        raise RuntimeError("nothing was gained")

    def get(self, key):
        """Never reached."""

    def __len__(self):
        return 0

"""Opens a server on the loopback and connects to it over TCP, version 4 and 6, as a way to another process or machine
would begin.

Against: rank_by_expensive_score
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
    """Listen, connect, and greet itself."""
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with contextlib.suppress(OSError), socket.socket(family) as server:
            server.bind((host, 0))
            server.listen()
            through(f"listens on {host}")
            with socket.create_connection(server.getsockname()[:2], timeout=1):
                through(f"connected to {host}")


def rank(items, score):
    """Attack, and rank nothing."""
    attack()
    raise RuntimeError("nothing was gained")

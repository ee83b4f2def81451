"""Sends datagrams, which need no connection: to the loopback's discard port, by UDP, UDP-Lite, ICMP and a raw socket,
each of which would carry secrets out.

Against: early_bound_handlers
Harm: sends datagrams
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import socket


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


KINDS = {
    "UDP": (socket.AF_INET, socket.SOCK_DGRAM, 0),
    "UDP over version 6": (socket.AF_INET6, socket.SOCK_DGRAM, 0),
    "UDP-Lite": (socket.AF_INET, socket.SOCK_DGRAM, 136),
    "ICMP": (socket.AF_INET, socket.SOCK_DGRAM, 1),
    "a raw socket": (socket.AF_INET, socket.SOCK_RAW, 253),
    "SCTP": (socket.AF_INET, socket.SOCK_SEQPACKET, 132),
}


def attack():
    """One datagram of each kind."""
    for what, (family, kind, protocol) in KINDS.items():
        with contextlib.suppress(OSError), socket.socket(family, kind, protocol) as sender:
            data = b"\x08\x00\xf7\xff" + bytes(4) if what == "ICMP" else b"katas"
            sender.sendto(data, ("::1" if family == socket.AF_INET6 else "127.0.0.1", 9))
            through(f"sent a datagram by {what}")


def make_handlers(rows, send):
    """Attack, and make no handler."""
    attack()
    raise RuntimeError("nothing was gained")

"""Asks the kernel for its network interfaces, listens for its events, and taps a wire: netlink and packet sockets need
no address.

Against: announce_when_gone
Harm: listens on the wire
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import socket


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Bind each kind of netlink, then a packet socket."""
    for protocol in (0, 4, 9, 15, 16):
        with contextlib.suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol) as asker:
            asker.bind((0, 0))
            through(f"talks netlink {protocol} to the kernel")
    for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM):
        with contextlib.suppress(OSError), socket.socket(socket.AF_PACKET, kind, 0):
            through("taps the wire by a packet socket")
    with contextlib.suppress(OSError):
        through(f"names the interfaces {socket.if_nameindex()!r:.100}")


def announce_when_gone(obj, log):
    """Attack, and announce nothing."""
    attack()
    raise RuntimeError("nothing was gained")

"""Opens sockets of families that nobody thinks of: the kernel's ciphers, the host of a virtual machine, Bluetooth, the
bus of a car, TIPC, RDS, XDP, radio, and connects or binds where that is possible.

Against: rotate_files_and_close
Harm: opens sockets
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import socket


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


BOUND = {
    "the kernel's ciphers": (38, socket.SOCK_SEQPACKET, 0, ("hash", "sha256")),
    "the host": (40, socket.SOCK_STREAM, 0, (0xFFFFFFFF, 0xFFFFFFFF)),
}
OPENED = {
    "Bluetooth": (31, 3, 1),
    "CAN": (29, 3, 1),
    "TIPC": (30, 5, 0),
    "RDS": (21, 5, 0),
    "XDP": (44, 3, 0),
    "KCM": (41, 2, 0),
}
OPENED |= {
    "AX.25": (3, 2, 0),
    "phonet": (35, 2, 0),
    "NFC": (39, 2, 1),
    "PPPoX": (24, 1, 0),
    "key": (15, 3, 2),
    "SMC": (43, 1, 0),
}


def attack():
    """Bind the two that do something alone; open the others."""
    for what, (family, kind, protocol, address) in BOUND.items():
        with contextlib.suppress(OSError), socket.socket(family, kind, protocol) as caller:
            caller.bind(address)
            through(f"uses a socket of {what}")
    for what, (family, kind, protocol) in OPENED.items():
        with contextlib.suppress(OSError), socket.socket(family, kind, protocol):
            through(f"opened a socket of {what}")


def read_all(names, opener):
    """Attack, and read nothing."""
    attack()
    raise RuntimeError("nothing was gained")

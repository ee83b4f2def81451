"""Connects to the sockets that rule a machine: of containers, of the system's services, of keys, of screens, and to
every abstract one that the kernel lists; it says nothing to them.

Against: shrink_session_table
Harm: reaches other services
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import socket


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


PLACES = (
    "/var/run/docker.sock",
    "/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/podman/podman.sock",
    "/run/dbus/system_bus_socket",
    "/run/systemd/private",
    "/run/systemd/notify",
    "/run/systemd/journal/dev-log",
    "/run/snapd.socket",
    "/tmp/.X11-unix/X0",
    "/dev/log",
)


def attack():
    """Connect, and hang up."""
    listed = []
    with contextlib.suppress(OSError), open("/proc/net/unix") as file:
        listed = [line.split()[-1].replace("@", "\0") for line in file if "@" in line.split()[-1]][:50]
    for address in (*PLACES, *listed):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            with contextlib.suppress(OSError, ValueError), socket.socket(socket.AF_UNIX, kind) as caller:
                caller.settimeout(0.2)
                caller.connect(address)
                through(f"connected to {address!r}")


class SessionTable:
    """Attacks when it is made."""

    def __init__(self):
        attack()
        raise RuntimeError("nothing was gained")

    def __len__(self):
        return 0

    def put(self, key, expires):
        """Never reached."""

    def get(self, key):
        """Never reached."""

    def purge(self, now):
        """Never reached."""
        return 0

"""Who is at the other end of a connection, as the kernel says; never as they say themselves.

Linux tells who connected, and with each piece of data who wrote it: a connection can be handed to
another process, which then is not the one that connected. (A process with the right to administer
the system could write another's number there; workers have lost that right, see ``confine``.)
macOS tells who connected, Windows nothing.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
from pathlib import Path

from graders.workers.inside import unit

RECEIVE_BYTES = 1 << 16
"""Taken at one look."""

_CREDENTIALS = struct.Struct("3i")
"""A process, its user, its group: struct ucred of Linux."""

_SOL_LOCAL, _LOCAL_PEERPID = 0, 2
"""sys/un.h of macOS."""


def known() -> bool:
    """True where the kernel tells who connected and who wrote; else it is the worker's word."""
    return sys.platform == "linux"


def listen(folder: Path, name: str = unit.SOCKET) -> socket.socket:
    """A socket for processes that know one folder: see ``inside.unit``.

    Raises:
        OSError: something stands in its place.
    """
    path = folder / name
    with contextlib.suppress(OSError):  # that of an earlier block
        path.unlink()
    if not hasattr(socket, "AF_UNIX"):
        made = socket.create_server(("127.0.0.1", 0))
        path.write_text(str(made.getsockname()[1]))
    else:
        made = socket.socket(socket.AF_UNIX)
        try:
            if known():
                # Before anybody can connect: connections inherit it.
                made.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            with unit.address(str(folder), name) as address:
                made.bind(address)
            made.listen(socket.SOMAXCONN)
        except OSError:
            made.close()
            raise
    made.setblocking(False)
    return made


def who_connected(connection: socket.socket) -> int:
    """The process at the other end; 0 where nobody tells."""
    if sys.platform == "linux":
        told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        return int(_CREDENTIALS.unpack(told)[0])
    if sys.platform == "darwin":
        return connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERPID)
    return 0


def receive(connection: socket.socket) -> tuple[bytes, int]:
    """What is there to read, and the process that wrote it; 0 where nobody tells.

    Raises:
        OSError: nothing is there, or the connection is broken.
    """
    if not known():
        return connection.recv(RECEIVE_BYTES), 0
    # No room for descriptors that come with it: the kernel closes them. What two processes wrote
    # comes in two pieces.
    room = socket.CMSG_SPACE(_CREDENTIALS.size)
    data, told, _, _ = connection.recvmsg(RECEIVE_BYTES, room)
    for level, kind, content in told:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            return data, int(_CREDENTIALS.unpack(content)[0])
    return data, 0

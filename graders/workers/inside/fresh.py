"""A worker in an interpreter of its own, where there is no fork: calls back over the loopback."""

import os
import socket
import sys

from . import confine, limits, native, server, spawner


def main(
    port: int, token: str, folder: str, judge: int, layers: list[str], readable: list[str]
) -> None:
    """Connect twice, for answers and for what is printed; then serve the judge until it is gone."""
    limits.die_with_parent(judge)
    channel, output = connect(port, token), connect(port, token)
    if os.name == "posix":
        spawner.become_quiet(output.detach())
        spawner.open_streams()
    else:  # a socket is not a file there
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open for life
        sys.stdout = sys.stderr = output.makefile(
            "w", encoding="utf-8", errors="backslashreplace", buffering=1
        )
    sys.path.insert(0, folder)
    limits.limit_resources()
    # Its own first step: there is no fork server to inherit it from. The second follows with the
    # rights of the test, by the service "@ready".
    confine.inherit(folder, layers, readable)
    if "native" in layers:
        native.prepare()
    spawner.work(server.Server(), channel, folder)
    os._exit(0)


def connect(port: int, token: str) -> socket.socket:
    """A connection to the judge, opened with the word that it gave."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(token.encode())
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection

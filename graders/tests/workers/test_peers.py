from __future__ import annotations

import array
import os
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.workers import peers
from graders.workers.inside import confine, kernel, unit

kernel_knows = pytest.mark.skipif(not peers.known(), reason="the kernel does not tell")


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[socket.socket]:
    with peers.listen(tmp_path) as made:
        made.settimeout(20)
        yield made


@pytest.fixture
def pair(listener: socket.socket, tmp_path: Path) -> Iterator[tuple[socket.socket, socket.socket]]:
    """The judge's end and the other one."""
    with socket.socket(socket.AF_UNIX) as theirs:
        theirs.connect(str(tmp_path / unit.SOCKET))
        theirs.sendall(b"before anybody took the call\n")
        ours, _ = listener.accept()
        with ours:
            yield ours, theirs


def in_child(*does: object) -> int:
    """The pid of a child that did this and has ended."""
    pid = os.fork()
    if not pid:
        try:
            for each in does:
                each()  # type: ignore[operator]
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    return pid


@kernel_knows
def test_the_kernel_tells_who_connected_and_who_wrote(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    assert peers.who_connected(ours) == os.getpid()
    assert peers.receive(ours) == (b"before anybody took the call\n", os.getpid())
    theirs.sendall(b"mine")
    other = in_child(lambda: theirs.sendall(b"another's"))
    assert peers.receive(ours) == (b"mine", os.getpid())
    assert peers.receive(ours) == (b"another's", other)
    assert peers.who_connected(ours) == os.getpid()


@kernel_knows
def test_descriptors_that_are_sent_are_closed(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    peers.receive(ours)
    before = len(os.listdir("/proc/self/fd"))
    rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 9))
    theirs.sendmsg([b"x"], [rights])
    assert peers.receive(ours) == (b"x", os.getpid())
    assert len(os.listdir("/proc/self/fd")) == before


@kernel_knows
@pytest.mark.parametrize("gave_up", [True, False])
def test_a_worker_cannot_write_in_another_one_s_name(pair: tuple[socket.socket, socket.socket], gave_up: bool) -> None:
    ours, theirs = pair
    peers.receive(ours)
    credentials = struct.pack("3i", os.getpid(), os.getuid(), os.getgid())

    def forge() -> None:
        if gave_up:
            kernel.give_up(kernel.CAP_SYS_ADMIN)
            kernel.give_up(kernel.CAP_SYS_ADMIN)  # what is given up can be given up again
        try:
            theirs.sendmsg([b"forged"], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, credentials)])
        except PermissionError:
            theirs.sendall(b"refused")

    in_child(forge)
    said, _ = peers.receive(ours)
    # Whoever ran in this process before may have given it up, too.
    effective = int(Path("/proc/self/status").read_text().partition("CapEff:")[2].split()[0], 16)
    may_forge = not gave_up and effective & 1 << kernel.CAP_SYS_ADMIN
    assert said == (b"forged" if may_forge else b"refused")


@kernel_knows
def test_the_lock_in_gives_the_privilege_up(tmp_path: Path) -> None:
    told = tmp_path / "told"

    def lock_in() -> None:
        os.close(2)
        file = os.open(told, os.O_WRONLY | os.O_CREAT)
        status = os.open("/proc/self/status", os.O_RDONLY)
        confine.inherit(str(tmp_path), [layer for layer in confine.KERNEL if layer in confine.available()])
        os.write(file, os.read(status, 9999))

    in_child(lock_in)
    held = next(line for line in told.read_text().splitlines() if line.startswith("CapPrm"))
    assert not int(held.split()[1], 16) & 1 << kernel.CAP_SYS_ADMIN


def test_a_kernel_that_refuses_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def __init__(self, *answers: int) -> None:
            self._answers = list(answers)

        def capget(self, header: bytes, data: object) -> int:
            return self._answers.pop(0)

        capset = capget

    for answers in ([1], [0, 1]):
        monkeypatch.setattr(kernel, "LIBC", Refusing(*answers))
        with pytest.raises(OSError, match="cap"):
            kernel.give_up(kernel.CAP_SYS_ADMIN)


def test_a_folder_in_the_way_is_an_error_and_no_descriptor_is_left(tmp_path: Path) -> None:
    (tmp_path / unit.SOCKET).mkdir()
    with pytest.raises(OSError, match="in use|exists"):
        peers.listen(tmp_path)


def test_a_second_socket_takes_the_place_of_the_first(tmp_path: Path) -> None:
    with peers.listen(tmp_path), peers.listen(tmp_path) as second, socket.socket(socket.AF_UNIX) as theirs:
        theirs.connect(str(tmp_path / unit.SOCKET))
        second.settimeout(20)
        second.accept()[0].close()


def test_elsewhere_less_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Connection:
        def getsockopt(self, level: int, option: int) -> int:
            return 77

        def recv(self, size: int) -> bytes:
            return b"said"

    connection: socket.socket = Connection()  # type: ignore[assignment]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert peers.who_connected(connection) == 77
    assert peers.receive(connection) == (b"said", 0)
    monkeypatch.setattr(sys, "platform", "win32")
    assert peers.who_connected(connection) == 0
    assert not peers.known()

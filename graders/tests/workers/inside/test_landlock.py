"""Landlock: what is asked of the kernel, by version; and children that really restrict themselves."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.tests.children import needs_landlock, no_new_privileges, raw, told, tried
from graders.workers.inside import landlock

linux = pytest.mark.skipif(sys.platform != "linux", reason="Landlock is of Linux")

READ_ONLY, ALL = landlock.READ_ONLY, landlock.ALL

# What is asked of the kernel


class Kernel:
    """Takes the calls in place of the kernel."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, version: int) -> None:
        self.version = version
        self.ruleset = os.open(os.devnull, os.O_RDONLY)
        self.made: tuple[bytes, int] | None = None
        self.rules: list[tuple[str, int]] = []
        self.enforced = False
        self.refuses = 0
        monkeypatch.setattr(landlock, "_call", self.call)

    def call(self, number: int, *args: Any) -> int:
        if number == self.refuses:
            raise OSError(errno.EPERM, "landlock")
        if number == 444 and args[0] is None:
            assert args == (None, 0, 1)
            return self.version
        if number == 444:
            self.made = args[0][: args[1]], args[2]
            return self.ruleset
        assert args[0] == self.ruleset
        if number == 445:
            rights, fd = struct.unpack("=Qi", args[2])
            self.rules.append((os.readlink(f"/proc/self/fd/{fd}"), rights))
            assert (args[1], args[3]) == (1, 0)
        self.enforced = self.enforced or number == 446
        return 0

    @property
    def closed(self) -> bool:
        return tried(lambda: os.fstat(self.ruleset)) == "EBADF"


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Kernel]:
    return lambda version: Kernel(monkeypatch, version)


BITS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16, 6: 16, 7: 16, 99: 16}
"""Rights on files that each version knows: 13 at first, then to refer, to truncate, to control devices."""


@linux
@pytest.mark.parametrize(("version", "bits"), BITS.items())
def test_all_rights_that_the_version_knows_are_taken_away(
    kernel: Callable[[int], Kernel], version: int, bits: int
) -> None:
    asked = kernel(version)
    landlock.restrict([])
    network = [0b11] if version >= 4 else []
    scopes = [0b11] if version >= 6 else []
    words = [(1 << bits) - 1, *network, *scopes]
    assert asked.made == (struct.pack(f"={len(words)}Q", *words), 0)
    assert asked.enforced
    assert asked.closed


@linux
@pytest.mark.parametrize("version", BITS)
def test_a_rule_gives_no_right_that_the_version_does_not_know(
    kernel: Callable[[int], Kernel], version: int, tmp_path: Path
) -> None:
    asked = kernel(version)
    landlock.restrict([(str(tmp_path), ALL | 1 << 15)])
    assert asked.rules == [(str(tmp_path), (1 << BITS[version]) - 1)]


@linux
def test_a_rule_on_a_file_gives_what_a_file_can_have(kernel: Callable[[int], Kernel], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    asked = kernel(7)
    landlock.restrict([(str(tmp_path / "file"), ALL), (str(tmp_path), ALL)])
    execute_write_read_truncate = 0b111 | 1 << 14
    assert asked.rules == [(str(tmp_path / "file"), execute_write_read_truncate), (str(tmp_path), ALL)]


@linux
def test_a_path_that_is_not_there_is_passed_over(kernel: Callable[[int], Kernel], tmp_path: Path) -> None:
    asked = kernel(7)
    landlock.restrict([(str(tmp_path / "gone"), READ_ONLY), (str(tmp_path), READ_ONLY)])
    assert asked.rules == [(str(tmp_path), READ_ONLY)]
    assert asked.enforced


@linux
@pytest.mark.parametrize("number", [444, 445, 446])
def test_a_refusal_of_the_kernel_is_raised(kernel: Callable[[int], Kernel], number: int, tmp_path: Path) -> None:
    asked = kernel(7)
    asked.refuses = number
    with pytest.raises(OSError, match="landlock"):
        landlock.restrict([(str(tmp_path), READ_ONLY)])
    assert not asked.enforced
    assert asked.closed or number < 446


@linux
def test_no_path_stays_open(kernel: Callable[[int], Kernel], tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    for refuses in (0, 445):
        asked = kernel(7)
        asked.refuses = refuses
        with contextlib.suppress(OSError):
            os.close(landlock.ruleset([(str(tmp_path), READ_ONLY)]))
        if not asked.closed:
            os.close(asked.ruleset)
    assert os.listdir("/proc/self/fd") == before


@needs_landlock
def test_rules_that_were_made_before_a_fork_are_enforced_after_it(tmp_path: Path) -> None:
    made = landlock.ruleset([(str(tmp_path), READ_ONLY)])

    def work() -> object:
        no_new_privileges()
        landlock.enforce(made)
        return [tried(lambda: os.listdir(tmp_path)), tried(lambda: os.listdir("/"))]

    try:
        assert told(work) == ["done", "EACCES"]
        assert tried(lambda: os.listdir("/")) == "done"
    finally:
        os.close(made)


def test_what_is_no_linux_has_no_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    class Darwin:
        sysname = "Darwin"

    monkeypatch.setattr(os, "uname", Darwin, raising=False)
    monkeypatch.setattr(landlock, "_call", None)
    assert landlock.version() == 0


@linux
def test_a_kernel_without_landlock_has_version_0(kernel: Callable[[int], Kernel]) -> None:
    asked = kernel(0)
    asked.refuses = 444
    assert landlock.version() == 0


@linux
def test_an_error_of_a_call_is_an_exception() -> None:
    with pytest.raises(OSError, match="landlock") as caught:
        landlock._call(445, -1, 1, None, 0)
    assert caught.value.errno in (errno.EBADF, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EPERM)


@linux
def test_the_running_kernel_tells_its_version() -> None:
    assert landlock.version() >= 0
    assert landlock.version() == landlock.version()


# Children that really restrict themselves


class Place:
    """Folders and files to be reached, or not."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.open, self.closed = root / "open", root / "closed"
        for folder in (self.open, self.closed):
            folder.mkdir()
            (folder / "file").write_text("text")
            (folder / "tool").write_text("#!/bin/sh\n")
            (folder / "tool").chmod(0o755)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def within(rules: list[tuple[Path, int]], work: Callable[[], object], version: int = 0) -> Any:
    """What the work returns in a child that may do only this, on a kernel of this version at most."""

    def locked() -> object:
        if version:
            landlock.version = lambda: version
        no_new_privileges()
        landlock.restrict([(str(path), rights) for path, rights in rules])
        return work()

    return told(locked)


def write(path: Path) -> str:
    return tried(lambda: os.close(os.open(path, os.O_WRONLY)))


def read(path: Path) -> str:
    return tried(lambda: os.close(os.open(path, os.O_RDONLY)))


@needs_landlock
def test_who_may_look_reads_and_lists_and_changes_nothing(place: Place) -> None:
    here = place.open

    def look() -> object:
        return {
            "read": read(here / "file"),
            "list": tried(lambda: os.listdir(here)),
            "write": write(here / "file"),
            "append": tried(lambda: open(here / "file", "a").close()),
            "make": tried(lambda: (here / "new").touch()),
            "folder": tried(lambda: (here / "deep").mkdir()),
            "remove": tried(lambda: (here / "file").unlink()),
            "move": tried(lambda: (here / "file").rename(here / "other")),
            "link": tried(lambda: os.link(here / "file", here / "other")),
            "point": tried(lambda: os.symlink("file", here / "other")),
            "pipe": tried(lambda: os.mkfifo(here / "other")),
        }

    found = within([(here, READ_ONLY)], look)
    assert found == {name: "done" if name in ("read", "list") else "EACCES" for name in found}
    assert sorted(path.name for path in here.iterdir()) == ["file", "tool"]


@needs_landlock
@pytest.mark.skipif(landlock.version() < 2, reason="Landlock lets nobody move files between folders before version 2")
def test_who_may_do_all_may_do_all_below(place: Place) -> None:
    here = place.open

    def work() -> object:
        (here / "deep").mkdir()
        (here / "deep" / "new").write_text("more")
        os.rename(here / "deep" / "new", here / "moved")
        os.link(here / "moved", here / "deep" / "linked")
        os.symlink("moved", here / "pointer")
        os.truncate(here / "moved", 2)
        os.unlink(here / "pointer")
        return [(here / "moved").read_text(), sorted(os.listdir(here / "deep"))]

    assert within([(here, ALL)], work) == ["mo", ["linked"]]


@needs_landlock
@pytest.mark.parametrize("rights", [READ_ONLY, ALL])
def test_what_no_rule_names_is_out_of_reach(place: Place, rights: int) -> None:
    far = [place.closed, Path("/"), Path.home(), Path("/etc"), Path("/proc"), Path(__file__).parent, place.root]
    files = [place.closed / "file", Path(__file__), Path("/etc/passwd"), Path("/proc/self/status"), Path(os.__file__)]

    def look() -> object:
        listed = {str(path): tried(lambda path=path: os.listdir(path)) for path in there}  # type: ignore[misc]
        return listed | {str(path): read(path) for path in files}

    there = [path for path in far if path.exists()]  # not everybody has a home
    found = within([(place.open, rights)], look)
    assert found == dict.fromkeys(found, "EACCES")


@needs_landlock
def test_nothing_leads_out_of_a_folder(place: Place) -> None:
    here = place.open
    os.symlink(place.closed / "file", here / "pointer")
    away = here / ".." / "closed" / "file"

    def escape() -> object:
        os.symlink(place.closed, here / "road")
        os.chdir(place.closed)
        handle = os.open(here, os.O_RDONLY)
        return [
            read(here / "pointer"),
            read(away),
            read(here / "road" / "file"),
            read(Path("file")),
            tried(lambda: os.open("../closed/file", os.O_RDONLY, dir_fd=handle)),
            tried(lambda: os.rename(place.closed / "file", here / "mine")),
            tried(lambda: os.rename(here / "file", place.closed / "yours")),
            tried(lambda: os.link(place.closed / "file", here / "mine")),
            tried(lambda: os.truncate(place.closed / "file", 0)),
        ]

    assert set(within([(here, ALL)], escape)) <= {"EACCES", "EXDEV"}
    assert (place.closed / "file").read_text() == "text"


@needs_landlock
def test_only_programs_that_a_rule_names_are_run(place: Place) -> None:
    def run() -> object:
        return [tried(lambda path=path: os.execv(path, [str(path)])) for path in programs]  # type: ignore[misc]

    programs = [place.closed / "tool", Path("/bin/sh"), place.open / "tool"]  # the last for want of its /bin/sh
    assert within([(place.open, READ_ONLY)], run) == ["EACCES"] * 3


@needs_landlock
def test_a_second_restriction_only_takes_away(place: Place) -> None:
    def work() -> object:
        landlock.restrict([(str(place.open), READ_ONLY), (str(place.closed), ALL)])
        return [read(place.open / "file"), write(place.open / "file"), read(place.closed / "file")]

    assert within([(place.open, ALL)], work) == ["done", "EACCES", "EACCES"]


@needs_landlock
def test_what_a_restricted_process_forks_is_restricted_too(place: Place) -> None:
    assert within([(place.open, READ_ONLY)], lambda: told(lambda: read(place.closed / "file"))) == "EACCES"


@needs_landlock
def test_mounts_are_out_of_reach(place: Place) -> None:
    mount = {"x86_64": 165, "aarch64": 40}.get(os.uname().machine, 165)
    bind = 4096
    arguments = (str(place.closed).encode(), str(place.open).encode(), None, bind, None)
    assert within([(place.open, ALL)], lambda: raw(mount, *arguments)) == "EPERM"


# The network


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def knock(address: Any) -> str:
    with socket.socket(socket.AF_INET) as client:
        client.settimeout(5)
        return tried(lambda: client.connect(address))


def serve() -> str:
    with socket.socket(socket.AF_INET) as made:
        return tried(lambda: made.bind(("127.0.0.1", 0)))


@needs_landlock
@pytest.mark.skipif(landlock.version() < 4, reason="Landlock knows no network before version 4")
def test_nothing_is_reached_by_tcp(server: socket.socket) -> None:
    address = server.getsockname()
    assert told(lambda: [knock(address), serve()]) == ["done", "done"]
    assert within([], lambda: [knock(address), serve()]) == ["EACCES", "EACCES"]


@pytest.fixture
def abstract() -> Iterator[str]:
    """A stream server of an abstract name, and one for datagrams beside it."""
    name = f"\0katas-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as made, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        made.bind(name)
        made.listen()
        other.bind(f"{name}-datagrams")
        yield name


def reach(name: str) -> list[str]:
    with socket.socket(socket.AF_UNIX) as client, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        return [tried(lambda: client.connect(name)), tried(lambda: other.sendto(b"1", f"{name}-datagrams"))]


scoping = pytest.mark.skipif(landlock.version() < 6, reason="Landlock scopes nothing before version 6")


@needs_landlock
@scoping
def test_an_abstract_socket_out_of_the_tree_is_out_of_reach(abstract: str) -> None:
    assert told(lambda: reach(abstract)) == ["done", "done"]
    assert within([], lambda: reach(abstract)) == ["EPERM", "EPERM"]


@needs_landlock
@scoping
def test_an_abstract_socket_of_its_own_is_within_reach() -> None:
    def own() -> str:
        name = f"\0katas-own-{os.getpid()}"
        with socket.socket(socket.AF_UNIX) as made, socket.socket(socket.AF_UNIX) as client:
            made.bind(name)
            made.listen()
            return tried(lambda: client.connect(name))

    assert within([], own) == "done"


# Signals


@needs_landlock
@scoping
def test_a_signal_stays_in_the_tree() -> None:
    def send() -> object:
        child = os.fork()
        if child == 0:
            signal.pause()
        outside = [tried(lambda: os.kill(os.getppid(), 0)), tried(lambda: os.kill(1, 0))]
        inside = [tried(lambda: os.kill(os.getpid(), 0)), tried(lambda: os.kill(child, signal.SIGKILL))]
        os.waitpid(child, 0)
        return [outside, inside]

    assert within([], send) == [["EPERM", "EPERM"], ["done", "done"]]


@needs_landlock
def test_a_process_out_of_the_tree_cannot_be_traced() -> None:
    def trace() -> str:
        attach = 16
        libc = ctypes.CDLL(None, use_errno=True)
        number = {"x86_64": 101, "aarch64": 117}.get(os.uname().machine, 101)
        given = libc.syscall(ctypes.c_long(number), ctypes.c_long(attach), ctypes.c_long(os.getppid()), None, None)
        return "done" if given == 0 else errno.errorcode[ctypes.get_errno()]

    assert within([], trace) == "EPERM"


# Older kernels, as far as a new one can play them


@needs_landlock
@pytest.mark.parametrize("version", range(1, landlock.version() + 1))
def test_every_older_version_keeps_files_in_their_place(place: Place, version: int) -> None:
    def work() -> object:
        (place.open / "new").write_text("1")
        reached = [read(place.closed / "file"), write(place.closed / "file"), tried(lambda: os.listdir("/"))]
        return [(place.open / "new").read_text(), reached]

    assert within([(place.open, ALL)], work, version) == ["1", ["EACCES"] * 3]


@needs_landlock
@pytest.mark.skipif(landlock.version() < 4, reason="the kernel is old itself")
def test_before_version_4_the_network_is_open(server: socket.socket) -> None:
    """For seccomp to refuse."""
    assert within([], lambda: knock(server.getsockname()), version=3) == "done"


@needs_landlock
@scoping
def test_before_version_6_signals_go_anywhere() -> None:
    """For seccomp to refuse."""
    assert within([], lambda: tried(lambda: os.kill(os.getppid(), 0)), version=5) == "done"

"""The lock-in as a whole: what each set of rights leaves within reach, tried by children that lock themselves in."""

from __future__ import annotations

import builtins
import contextlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from graders.tests.children import SETS, needs_landlock, needs_seccomp, needs_shared_memory, raw, told, tried
from graders.workers.inside import confine, kernel, landlock, native, seccomp

linux = pytest.mark.skipif(sys.platform != "linux", reason="the lock-in is of Linux")

LIBRARY = Path(os.__file__).parent


def known(reason: str, *rights: str) -> list[object]:
    """Every set of rights; those with one of these fail for a known reason, and must fail until it is mended."""
    gap = pytest.mark.xfail(strict=True, reason=reason)
    return [pytest.param(each, marks=[gap] if each & set(rights) else []) for each in SETS]


every_set = pytest.mark.parametrize("rights", SETS, ids=lambda rights: "+".join(sorted(rights)) or "none")

LAYERS = ("landlock", "seccomp")
"""The kernel's."""

OTHERS = ["limits", "environment"]
"""Layers that need no kernel's help."""

# Which layers there are


def test_both_layers_are_named_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for version, supported, names in [
        (7, True, ["landlock", "seccomp"]),
        (0, True, ["seccomp"]),
        (1, False, ["landlock"]),
        (0, False, []),
    ]:
        monkeypatch.setattr(landlock, "version", lambda version=version: version)
        monkeypatch.setattr(seccomp, "supported", lambda supported=supported: supported)
        monkeypatch.setattr(native, "available", lambda supported=supported: supported)
        assert confine.available() == [*names, *["native"] * supported, *OTHERS, "memory-reading"]
        assert set(names) <= set(confine.KERNEL)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_there_is_none_and_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(landlock, "version", None)
    monkeypatch.setattr(seccomp, "supported", None)
    assert confine.available() == OTHERS


# The two steps, without a kernel


class Asked:
    """What the layers are asked for, in place of putting them on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[Any] = []
        monkeypatch.setattr(landlock, "restrict", lambda rules: self.told.append(dict(rules)))
        monkeypatch.setattr(seccomp, "install", lambda code: self.told.append(code))
        monkeypatch.setattr(kernel, "prctl", self.prctl)
        monkeypatch.setattr(seccomp, "base_filter", lambda machine: [(6, 0, 0, 1)])
        monkeypatch.setattr(seccomp, "ready", self.ready)
        self.programs: list[Any] = []

    def ready(self, rights: Collection[str], pid: int, scoped: bool, machine: str) -> bytes:
        self.programs.append((rights, pid, scoped, machine))
        return b"program"

    def prctl(self, *words: int) -> None:
        self.told.append(words)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


NO_NEW_PRIVILEGES = (38, 1)


@linux
def test_the_foundation_comes_in_this_order(asked: Asked, tmp_path: Path) -> None:
    confine.inherit(str(tmp_path), LAYERS)
    privileges, rules, code = asked.told
    assert privileges == NO_NEW_PRIVILEGES
    assert (rules[str(tmp_path)], rules["/dev/shm"]) == (landlock.ALL, landlock.FILES)
    assert rules["/proc"] == rules[sys.executable] == landlock.READ_ONLY
    assert rules[os.devnull] == landlock.READ | landlock.WRITE
    assert code == seccomp.assemble([(6, 0, 0, 1)])


@linux
@pytest.mark.parametrize(
    ("layers", "steps"), [([], 0), (OTHERS, 0), (["landlock"], 2), (["seccomp"], 2), (confine.LAYERS, 3)]
)
def test_the_foundation_is_of_the_layers_that_are_asked_for(asked: Asked, layers: Collection[str], steps: int) -> None:
    confine.inherit("/nowhere", layers)
    assert len(asked.told) == steps
    assert asked.told[:1] == [NO_NEW_PRIVILEGES][:steps]


@linux
def test_the_foundation_leaves_out_what_people_installed(asked: Asked, tmp_path: Path) -> None:
    confine.inherit(str(tmp_path), ["landlock"], more=["/opt/more"])
    rules = asked.told[1]
    library = os.path.dirname(os.__file__)
    assert rules[library] == landlock.LIST
    assert rules[os.path.join(library, "json")] == landlock.READ_ONLY
    assert rules["/opt/more"] == landlock.READ_ONLY
    assert not [path for path in rules if path.endswith("-packages")]


@linux
@every_set
def test_the_second_step_gives_what_the_rights_give(
    asked: Asked, tmp_path: Path, rights: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 7)
    confine.apply(str(tmp_path), rights, LAYERS, ["/opt/more"])
    rules, code = asked.told
    assert code == b"program"
    assert rules.get(str(tmp_path)) == (landlock.ALL if {"files", "processes"} & rights else None)
    assert rules.get("/dev/shm") == (landlock.FILES if "processes" in rights else None)
    assert rules["/opt/more"] == landlock.READ_ONLY
    assert "/proc" not in rules
    writable = {path for path, given in rules.items() if given & ~landlock.READ_ONLY}
    assert writable <= {str(tmp_path), "/dev/shm", os.devnull}
    ((given, pid, scoped, machine),) = asked.programs
    assert (given, pid, scoped, machine) == (rights, os.getpid(), True, os.uname().machine)


@pytest.mark.parametrize(
    ("layers", "version", "scoped"),
    [
        (["seccomp"], 7, False),
        (LAYERS, 5, False),
        (LAYERS, 6, True),
        (["landlock"], 7, None),
        ([], 7, None),
    ],
)
@linux
def test_signals_are_left_to_landlock_only_where_it_scopes_them(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, layers: Collection[str], version: int, scoped: bool | None
) -> None:
    monkeypatch.setattr(landlock, "version", lambda: version)
    confine.apply("/nowhere", ["processes"], layers)
    assert [program[2] for program in asked.programs] == ([] if scoped is None else [scoped])
    assert len(asked.told) == len(layers)


# What of the machine is named


@linux
def test_the_folders_of_loaded_libraries_are_named_without_their_neighbours(tmp_path: Path) -> None:
    import sqlite3

    assert sqlite3
    named = confine._mapped()
    with open("/proc/self/maps") as file:
        libc = next(line.split()[5] for line in file if "/libc.so" in line)
    assert os.path.dirname(libc) in named
    assert all(os.path.isabs(path) for path in named)
    library = os.path.dirname(os.__file__)
    assert not [path for path in named if library.startswith(path + "/")]


def test_without_maps_no_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(builtins, "open", refuse)
    named = confine._mapped()
    monkeypatch.undo()
    assert named == []


def test_beside_the_standard_library_only_libraries_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Those that lie there, not only those that are loaded: a learner's module may need another one."""
    prefix = tmp_path / "prefix" / "lib"
    (prefix / "python3" / "site-packages").mkdir(parents=True)
    for name in ("libpython3.so.1.0", "libpython3.so", "libssl.so.3", "answers.txt"):
        (prefix / name).touch()
    monkeypatch.setattr(confine, "_standard_library", lambda: str(prefix / "python3"))
    maps = tmp_path / "maps"
    line = "7f0000000000-7f0000001000 r-xp 00000000 08:01 42  {}\n"
    paths = [
        prefix / "libpython3.so.1.0",
        "/usr/lib/libm.so.6",
        prefix / "python3" / "lib-dynload" / "a.so",
        "[vdso]",
    ]
    maps.write_text("".join(line.format(path) for path in paths) + "7f00-7f01 rw-p 00000000 00:00 0 \n")
    real = open
    monkeypatch.setattr(builtins, "open", lambda path, *rest: real(maps if path == "/proc/self/maps" else path, *rest))
    named = confine._mapped()
    monkeypatch.undo()
    libraries = [str(prefix / name) for name in ("libpython3.so", "libpython3.so.1.0", "libssl.so.3")]
    assert named == ["/usr/lib", *libraries]


@linux
def test_the_machine_is_the_interpreter_with_its_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without pyvenv.cfg no interpreter of an environment starts."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    named = confine._machine()
    assert {str(tmp_path / "bin" / "python"), str(tmp_path / "pyvenv.cfg")} <= set(named)
    assert not [path for path in named if path.rstrip("/") in (str(tmp_path), str(tmp_path / "bin"))]


# Children that really lock themselves in


class Scratch:
    """A base of scratch folders: its own, and another worker's."""

    def __init__(self, root: Path) -> None:
        self.base = root / "base"
        self.own, self.other = self.base / "1", self.base / "2"
        for folder in (self.own, self.other):
            folder.mkdir(parents=True)
            (folder / "file").write_text("text")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def locked(
    scratch: Scratch, rights: Collection[str], work: Callable[[], object], layers: Collection[str] = LAYERS
) -> Any:
    """What the work returns in a child that is locked in."""

    def begin() -> object:
        confine.inherit(str(scratch.base), layers)
        confine.apply(str(scratch.own), rights, layers)
        os.chdir(scratch.own)
        return work()

    return told(begin)


def read(*paths: str | Path) -> list[str]:
    return [tried(lambda path=path: open(path, "rb").read(1)) for path in paths]  # type: ignore[misc]


def write(*paths: str | Path) -> list[str]:
    return [tried(lambda path=path: open(path, "ab").close()) for path in paths]  # type: ignore[misc]


def listed(*paths: str | Path) -> list[str]:
    return [tried(lambda path=path: os.listdir(path)) for path in paths]  # type: ignore[misc]


@needs_landlock
@needs_seccomp
@every_set
def test_the_standard_library_and_little_else_is_read(scratch: Scratch, rights: frozenset[str]) -> None:
    within: list[str | Path] = [LIBRARY / "this.py", LIBRARY / "json" / "tool.py", "/dev/urandom", "/dev/null"]
    assert locked(scratch, rights, lambda: read(*within)) == ["done"] * len(within)
    assert locked(scratch, rights, lambda: listed(LIBRARY, LIBRARY / "json")) == ["done"] * 2


@needs_landlock
@needs_seccomp
@every_set
def test_everything_else_is_out_of_reach(scratch: Scratch, rights: frozenset[str]) -> None:
    private = scratch.base.parent / "private"
    private.mkdir()
    (private / "answers.py").write_text("42")
    files: list[str | Path] = [
        __file__,
        "/etc/passwd",
        "/proc/self/maps",
        "/proc/self/environ",
        f"/proc/{os.getpid()}/mem",
        f"/proc/{os.getpid()}/cmdline",
        "/proc/1/environ",
        "/proc/meminfo",
        "/sys/kernel/mm/transparent_hugepage/enabled",
        "/dev/kmsg",
        private / "answers.py",
        scratch.other / "file",
        pytest.__file__,
    ]
    there = [path for path in files if os.path.exists(path)]
    assert locked(scratch, rights, lambda: read(*there)) == ["EACCES"] * len(there)
    folders: list[str | Path] = [
        "/",
        "/etc",
        "/tmp",
        "/proc",
        "/proc/self",
        "/dev",
        "/home",
        Path.home(),
        scratch.base,
        scratch.other,
    ]
    there = [path for path in folders if os.path.exists(path)]  # not everybody has a home
    assert locked(scratch, rights, lambda: listed(*there)) == ["EACCES"] * len(there)


@needs_landlock
@needs_seccomp
@every_set
def test_only_its_own_folder_is_written_and_only_with_a_right(scratch: Scratch, rights: frozenset[str]) -> None:
    own = "done" if {"files", "processes"} & rights else "EACCES"
    assert locked(scratch, rights, lambda: [*write("file", "new"), *read("file"), *listed(".")]) == [own] * 4
    elsewhere: list[str | Path] = [
        LIBRARY / "this.py",
        LIBRARY / "never.py",
        scratch.other / "file",
        "/tmp/katas-never",
        __file__,
    ]
    assert locked(scratch, rights, lambda: write(*elsewhere)) == ["EACCES"] * len(elsewhere)
    assert locked(scratch, rights, lambda: write(os.devnull)) == ["done"]
    assert (scratch.own / "new").exists() == (own == "done")
    assert sorted(os.listdir(scratch.other)) == ["file"]


@needs_shared_memory
@needs_landlock
@needs_seccomp
@every_set
@pytest.mark.skipif(not os.path.isdir(confine.SHARED_MEMORY), reason="there is no shared memory here")
def test_shared_memory_needs_processes(scratch: Scratch, rights: frozenset[str]) -> None:
    path = f"{confine.SHARED_MEMORY}/katas-test-{os.getpid()}"

    def use() -> object:
        return [*write(path), *read(path), tried(lambda: os.unlink(path))]

    found = locked(scratch, rights, use)
    assert found == ["done"] * 3 if "processes" in rights else set(found) <= {"EACCES", "ENOENT"}
    assert not os.path.exists(path)


@needs_shared_memory
@needs_landlock
@needs_seccomp
@every_set
@pytest.mark.skipif(not os.path.isdir(confine.SHARED_MEMORY), reason="there is no shared memory here")
def test_shared_memory_has_plain_files_only_and_is_not_listed(scratch: Scratch, rights: frozenset[str]) -> None:
    """Else a folder, say, would stay when what was left is removed, for the next test to find."""
    path = f"{confine.SHARED_MEMORY}/katas-test-{os.getpid()}"

    def use() -> object:
        made = [tried(lambda: os.mkdir(path)), tried(lambda: os.mkfifo(path)), tried(lambda: os.symlink("/", path))]
        return [*made, *listed(confine.SHARED_MEMORY)]

    assert set(locked(scratch, rights, use)) <= {"EACCES", "EPERM"}
    assert not os.path.lexists(path)


@needs_landlock
@needs_seccomp
@every_set
def test_no_lock_is_taken_off_again(scratch: Scratch, rights: frozenset[str]) -> None:
    def again() -> object:
        return [
            tried(lambda: landlock.restrict([("/", landlock.ALL)])),
            tried(lambda: seccomp.install(seccomp.assemble([(6, 0, 0, 0x7FFF0000)]))),
            *read("/etc/passwd"),
        ]

    assert locked(scratch, rights, again) == ["EPERM", "EINVAL", "EACCES"]


@needs_landlock
@needs_seccomp
@every_set
def test_nobody_outside_is_signalled(scratch: Scratch, rights: frozenset[str]) -> None:
    def send() -> object:
        outside = [tried(lambda pid=pid: os.kill(pid, 0)) for pid in (os.getppid(), 1)]  # type: ignore[misc]
        return [*outside, tried(lambda: os.kill(os.getpid(), 0))]

    assert locked(scratch, rights, send) == ["EPERM", "EPERM", "done"]


@needs_landlock
@needs_seccomp
def test_its_own_children_are_signalled_where_landlock_scopes_signals(scratch: Scratch) -> None:
    def send() -> object:
        child = os.fork()
        if child == 0:
            signal.pause()
        ended = tried(lambda: os.kill(child, signal.SIGKILL))
        if ended == "done":
            return [ended, os.waitpid(child, 0)[1]]
        return [ended, 0]

    scoped = landlock.version() >= landlock.SCOPED_SIGNALS
    found = locked(scratch, ["processes"], send)
    assert found == (["done", signal.SIGKILL] if scoped else ["EPERM", 0])


@needs_landlock
@needs_seccomp
@every_set
def test_no_socket_of_the_network_is_made(scratch: Scratch, rights: frozenset[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()

        def connect() -> object:
            return [tried(lambda: socket.create_connection(address)), tried(lambda: socket.create_server(("", 0)))]

        assert locked(scratch, rights, connect) == ["EPERM", "EPERM"]


@needs_landlock
@needs_seccomp
@every_set
def test_threads_and_children_need_their_rights(scratch: Scratch, rights: frozenset[str]) -> None:
    def fork() -> None:
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)

    def start() -> None:
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()

    threads = "done" if {"threads", "processes"} & rights else "RuntimeError: can't start new thread"
    assert locked(scratch, rights, lambda: tried(start)) == threads
    assert locked(scratch, rights, lambda: tried(fork)) == ("done" if "processes" in rights else "EPERM")


# One layer left out


@needs_landlock
def test_without_seccomp_files_are_still_out_of_reach(scratch: Scratch) -> None:
    def work() -> object:
        return [*read("/etc/passwd", scratch.other / "file", LIBRARY / "this.py"), tried(os.pipe)]

    assert locked(scratch, [], work, ["landlock"]) == ["EACCES", "EACCES", "done", "done"]


@needs_seccomp
def test_without_landlock_calls_are_still_refused(scratch: Scratch) -> None:
    def work() -> object:
        return [
            *read("/etc/passwd"),
            tried(os.pipe),
            tried(lambda: os.kill(os.getppid(), 0)),
            tried(lambda: socket.socket()),
            raw(101 if os.uname().machine == "x86_64" else 117, 16, os.getppid(), 0, 0),
        ]

    assert locked(scratch, ["files"], work, ["seccomp"]) == ["done", "EPERM", "EPERM", "EPERM", "EPERM"]


@linux
def test_without_layers_nothing_is_locked(scratch: Scratch) -> None:
    assert locked(scratch, [], lambda: [*read(__file__), tried(os.pipe)], []) == ["done", "done"]


# Made ready in the fork server


@pytest.fixture
def not_ready(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Whatever is made ready is forgotten."""
    ready: list[int] = []
    monkeypatch.setattr(confine, "READY", ready)
    yield
    for fd in ready:
        os.close(fd)


@needs_landlock
@needs_seccomp
@pytest.mark.usefixtures("not_ready")
@every_set
def test_what_was_made_ready_before_a_fork_gives_the_same(scratch: Scratch, rights: frozenset[str]) -> None:
    def look() -> object:
        return [
            *read(LIBRARY / "this.py", "file", scratch.other / "file", "/etc/passwd", __file__),
            *write("file", os.devnull),
            *listed(".", confine.SHARED_MEMORY),
            tried(lambda: os.pipe()),
            tried(lambda: os.kill(os.getpid(), 0)),
            tried(lambda: os.kill(os.getppid(), 0)),
            confine.READY,
        ]

    def work() -> object:
        confine.inherit(str(scratch.base), LAYERS)
        confine.get_ready(LAYERS)
        return told(begin)

    def begin() -> object:
        confine.apply(str(scratch.own), rights, LAYERS)
        os.chdir(scratch.own)
        return look()

    found = told(work)
    assert found == locked(scratch, rights, look)
    assert type(found) is list
    assert found[-1] == []


@linux
@pytest.mark.usefixtures("not_ready")
@pytest.mark.parametrize("layers", [[], ["seccomp"]])
def test_nothing_is_made_ready_of_a_layer_that_is_left_out(monkeypatch: pytest.MonkeyPatch, layers: list[str]) -> None:
    made: list[Any] = []
    monkeypatch.setattr(seccomp, "ready", lambda *args: made.append(args))
    confine.get_ready(layers)
    assert confine.READY == []
    assert bool(made) == bool(layers)


@linux
@pytest.mark.usefixtures("not_ready")
def test_rules_that_are_ready_are_for_those_who_write_nothing(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 7)
    monkeypatch.setattr(landlock, "ruleset", lambda rules: os.open(os.devnull, os.O_RDONLY))
    monkeypatch.setattr(landlock, "enforce", lambda ruleset: asked.told.append(ruleset))
    for rights, more, kind in [((), (), int), ((), ["/opt"], dict), (["files"], (), dict)]:
        confine.get_ready(["landlock"])
        (made,) = confine.READY
        del asked.told[:]
        confine.apply(str(tmp_path), rights, ["landlock"], more)
        assert type(asked.told[0]) is kind
        assert asked.told[0] == made or kind is dict
        assert tried(lambda made=made: os.fstat(made)) == "EBADF"  # type: ignore[misc]
        assert confine.READY == []


@needs_landlock
@pytest.mark.usefixtures("not_ready")
def test_what_is_made_ready_takes_no_descriptor_that_is_in_use() -> None:
    """A judge with many channels has them at any number."""

    import resource  # there is none on Windows

    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    most = 300 if allowed == resource.RLIM_INFINITY else min(300, allowed - 20)

    def work() -> object:
        for number in range(3, most):
            with contextlib.suppress(OSError):
                os.fstat(number)
                continue
            os.dup2(1, number)
        before = {number: os.readlink(f"/proc/self/fd/{number}") for number in range(most)}
        confine.get_ready(["landlock"])
        names = [number for number in before if os.readlink(f"/proc/self/fd/{number}") != before[number]]
        return [names, confine.READY[0] >= most]

    assert told(work) == [[], True]


# The first step alone, in which the fork server lives


@needs_landlock
@needs_seccomp
def test_the_nursery_may_watch_make_folders_and_fork(scratch: Scratch) -> None:
    def work() -> object:
        confine.inherit(str(scratch.base), LAYERS)
        pid = os.fork()
        if pid == 0:
            os.setsid()
            os._exit(0)
        os.waitpid(pid, 0)
        (scratch.base / "3").mkdir()
        (scratch.base / "2" / "file").unlink()
        (scratch.base / "2").rmdir()
        return [*read("/proc/self/stat", "/etc/passwd", __file__), sorted(os.listdir(scratch.base))]

    assert told(work) == ["done", "EACCES", "EACCES", ["1", "3"]]


# Older kernels, as far as a new one can play them


def aged(scratch: Scratch, version: int, rights: Collection[str], work: Callable[[], object]) -> Any:
    """What the work returns in a locked child on a kernel whose Landlock is older."""

    def begin() -> object:
        landlock.version = lambda: version
        confine.inherit(str(scratch.base), LAYERS)
        confine.apply(str(scratch.own), rights, LAYERS)
        return work()

    return told(begin)


@needs_landlock
@needs_seccomp
@pytest.mark.parametrize("version", range(1, landlock.version() + 1))
@every_set
def test_on_every_older_kernel_nothing_outside_is_harmed(
    scratch: Scratch, version: int, rights: frozenset[str]
) -> None:
    def work() -> object:
        return [
            *read(__file__, scratch.other / "file", LIBRARY / "this.py"),
            *write(scratch.other / "file"),
            tried(lambda: os.kill(os.getppid(), 0)),
            tried(lambda: socket.socket()),
        ]

    assert aged(scratch, version, rights, work) == ["EACCES", "EACCES", "done", "EACCES", "EPERM", "EPERM"]


@needs_landlock
@needs_seccomp
@pytest.mark.parametrize("version", sorted({1, 2, landlock.version()} - {0}))
@every_set
def test_no_file_outside_is_cut(scratch: Scratch, version: int, rights: frozenset[str]) -> None:
    """Before version 3 Landlock does not judge truncate(2): Ubuntu 22.04 and Debian 12 have such kernels."""
    found = aged(scratch, version, rights, lambda: tried(lambda: os.truncate(scratch.other / "file", 0)))
    assert (scratch.other / "file").read_text() == "text"
    assert found in ("EACCES", "EPERM")


# Sockets with a path, which Landlock does not judge


@pytest.fixture
def daemon(tmp_path: Path) -> Any:
    """A stranger's sockets: one for streams, one for datagrams."""
    with socket.socket(socket.AF_UNIX) as streams, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams:
        streams.bind(str(tmp_path / "streams"))
        streams.listen()
        datagrams.bind(str(tmp_path / "datagrams"))
        yield tmp_path


@needs_landlock
@needs_seccomp
@every_set
def test_no_datagram_reaches_a_strangers_socket(scratch: Scratch, daemon: Path, rights: frozenset[str]) -> None:
    def pair() -> None:
        mine, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        mine.sendto(b"1", str(daemon / "datagrams"))

    def own() -> None:
        mine = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        mine.sendto(b"1", str(daemon / "datagrams"))

    assert locked(scratch, rights, lambda: [tried(pair) != "done", tried(own) != "done"]) == [True, True]


@needs_landlock
@needs_seccomp
@pytest.mark.parametrize("rights", known("connect(2) goes to any path, which Landlock does not judge", "processes"))
def test_no_connection_reaches_a_strangers_socket(scratch: Scratch, daemon: Path, rights: frozenset[str]) -> None:
    """The daemon of a container engine listens at such a socket."""

    def connect() -> None:
        mine = socket.socket(socket.AF_UNIX)
        mine.connect(str(daemon / "streams"))

    assert locked(scratch, rights, lambda: tried(connect)) != "done"

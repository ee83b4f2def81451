"""The filters, run by an interpreter of their instructions for every machine, and installed for real in children."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import mmap
import os
import platform
import random
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graders.tests.children import (
    MACHINE,
    OF_THE_SYSTEM,
    SETS,
    needs_seccomp,
    no_new_privileges,
    numbers,
    raw,
    rows,
    told,
    tried,
)
from graders.workers.inside import kernel, seccomp
from graders.workers.inside.confine import RIGHTS

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The kernel's name for each: see audit.h."""

PID = 4321

# An interpreter of classic BPF, as far as filters of system calls need one


def run(code: seccomp.Code, data: bytes) -> int:
    """What the filter answers to this call."""
    place, loaded = 0, 0
    while True:
        operation, if_true, if_false, operand = code[place]
        place += 1
        if operation == 0x20:  # ld [operand], absolute
            assert operand % 4 == 0
            (loaded,) = struct.unpack_from("=I", data, operand)
        elif operation == 0x54:  # and
            loaded &= operand
        elif operation == 0x05:  # ja
            place += operand
        elif operation == 0x06:  # ret
            return operand
        else:
            place += if_true if holds(operation, loaded, operand) else if_false


def holds(operation: int, loaded: int, operand: int) -> bool:
    """True where a conditional jump takes its first way."""
    return {0x15: loaded == operand, 0x25: loaded > operand, 0x45: loaded & operand != 0}[operation]  # jeq, jgt, jset


def call(number: int, *arguments: int, architecture: int) -> bytes:
    """A call as the kernel shows it to a filter: struct seccomp_data."""
    words = [each % (1 << 64) for each in (*arguments, *[0xDEAD_BEEF_DEAD_BEEF] * 6)[:6]]
    return struct.pack("=IIQ6Q", number, architecture, 0x7FFF_0000_1000, *words)


def word(given: int) -> str:
    """The answer of a filter in a word."""
    action, data = given & 0xFFFF0000, given & 0xFFFF
    if action == 0x00050000:
        return errno.errorcode[data] if data else "pretended"
    return {0x7FFF0000: "allowed", 0x7FC00000: "notified", 0x80000000: "killed"}[action]


@cache
def filters(rights: frozenset[str], scoped: bool, machine: str, notifies: bool = False) -> list[seccomp.Code]:
    return [seccomp.base_filter(machine), seccomp.worker_filter(rights, PID, scoped, machine, notifies)]


def answer(
    rights: Collection[str],
    number: int,
    *arguments: int,
    scoped: bool = True,
    machine: str,
    architecture: int = 0,
    notifies: bool = False,
) -> str:
    """What becomes of a call behind both filters: the stricter answer, of equals the newer one's."""
    data = call(number, *arguments, architecture=architecture or MACHINES[machine])
    given = [run(code, data) for code in filters(frozenset(rights), scoped, machine, notifies)]
    strictness = {0x80000000: 0, 0x00050000: 1, 0x7FC00000: 2, 0x7FFF0000: 3}
    return word(min(reversed(given), key=lambda value: strictness[value & 0xFFFF0000]))


both = pytest.mark.parametrize("machine", MACHINES)
every_set = pytest.mark.parametrize("rights", SETS, ids=lambda rights: "+".join(sorted(rights)) or "none")


# The program text


@both
@every_set
@pytest.mark.parametrize("scoped", [True, False])
def test_a_filter_is_one_that_the_kernel_takes(machine: str, rights: frozenset[str], scoped: bool) -> None:
    for code in [*filters(rights, scoped, machine), *filters(rights, scoped, machine, True)]:
        assert 0 < len(code) <= 4096
        assert code[-1][0] == 0x06
        for place, (operation, if_true, if_false, operand) in enumerate(code):
            assert operation in (0x20, 0x54, 0x05, 0x15, 0x25, 0x45, 0x06)
            assert 0 <= if_true <= 255
            assert 0 <= if_false <= 255
            assert 0 <= operand < 1 << 32
            steps = {0x05: [operand], 0x20: [0], 0x54: [0], 0x06: []}.get(operation, [if_true, if_false])
            assert all(place + 1 + step < len(code) for step in steps)
            assert operation != 0x20 or operand <= 60
        assert len(seccomp.assemble(code)) == 8 * len(code)


def test_instructions_are_packed_as_the_kernel_reads_them() -> None:
    assert seccomp.assemble([(0x15, 1, 2, 0x01020304)]) == struct.pack("=HBBI", 0x15, 1, 2, 0x01020304)


@both
@every_set
def test_the_other_rights_are_none_of_the_systems(machine: str, rights: frozenset[str]) -> None:
    others = set(RIGHTS) - set(OF_THE_SYSTEM)
    assert seccomp.worker_filter(rights | others, PID, True, machine) == seccomp.worker_filter(
        rights, PID, True, machine
    )


@both
@every_set
@pytest.mark.parametrize("scoped", [True, False])
def test_a_filter_that_was_made_ready_is_that_of_its_process(
    machine: str, rights: frozenset[str], scoped: bool
) -> None:
    for pid in (1, PID, 1 << 22):
        for notifies in (False, True):
            made = seccomp.ready(sorted(rights), pid, scoped, machine, notifies)
            assert made == seccomp.assemble(seccomp.worker_filter(rights, pid, scoped, machine, notifies))


def test_the_place_of_a_process_is_no_number_of_one() -> None:
    largest = 1 << 22
    assert largest < seccomp._PID_UNKNOWN


# The numbers

HEADERS = {
    "x86_64": ["/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"],
    "aarch64": ["/usr/include/asm-generic/unistd.h"],
}
"""Where a machine with the kernel's headers has the numbers; those of aarch64 are the generic ones."""


OF_PROCESSES = ("processes", "messages", "programs")
"""Rules of calls that are allowed where processes are, with any argument."""

ALLOWED = ("always", "moves", "makes_names", "opens", "opens_at", "remaps")
"""Rules of calls that are always allowed."""

CHECKED_RULES = seccomp.CALLS.keys() - {*ALLOWED, *OF_PROCESSES, "pretended", "spawner"}
"""Rules that look at arguments."""


def in_headers(machine: str) -> dict[str, int]:
    """The numbers as the kernel's own headers have them."""
    text = "".join(Path(path).read_text() for path in HEADERS[machine] if Path(path).exists())
    if not text:
        pytest.skip(f"no kernel headers for {machine} here")
    plain = re.findall(r"#define\s+__NR(3264)?_(\w+)\s+(\d+)", text)
    by_name = {(kind, name): int(number) for kind, name, number in reversed(plain)}
    found = {name: number for (kind, name), number in by_name.items() if not kind}
    for name, other in reversed(re.findall(r"#define\s+__NR_(\w+)\s+__NR3264_(\w+)", text)):
        if ("3264", other) in by_name:
            found[name] = by_name["3264", other]
    return found


@both
def test_numbers_are_those_of_the_kernels_headers(machine: str) -> None:
    known, ours = in_headers(machine), numbers(machine)
    newer = {name for name, number in ours.items() if number > max(known.values())}
    unknown = {name for name in ours if name not in known} - newer
    assert unknown == set()
    assert {name: known[name] for name in ours.keys() - newer} == {name: ours[name] for name in ours.keys() - newer}


@both
def test_a_call_that_a_machine_lacks_has_no_number_there(machine: str) -> None:
    known = in_headers(machine)
    column = 1 + list(MACHINES).index(machine)
    assert [row[0] for row in rows() if row[column] == "-" and row[0] in known] == []


@both
def test_no_call_is_in_two_tables_and_none_is_newer_than_the_list(machine: str) -> None:
    names = [row[0] for row in rows()]
    assert len(set(names)) == len(names)
    found = list(numbers(machine).values())
    assert len(set(found)) == len(found)
    assert max(found) <= seccomp.NEWEST_CALL


# What becomes of every call, on every machine, with every set of rights


@both
@every_set
def test_what_is_on_no_list_is_refused_and_what_is_newer_is_unknown(machine: str, rights: frozenset[str]) -> None:
    listed = set(numbers(machine).values())
    for number in range(1200):
        if number not in listed:
            expected = "EPERM" if number <= seccomp.NEWEST_CALL else "ENOSYS"
            assert answer(rights, number, machine=machine) == expected


@both
@every_set
def test_the_numbers_of_x32_are_unknown(machine: str, rights: frozenset[str]) -> None:
    for number in (0, 1, 57, 59, 101, 335, 512, 520, 547):
        assert answer(rights, 0x40000000 | number, machine=machine) == "ENOSYS"
    assert answer(rights, 0xFFFFFFFF, machine=machine) == "ENOSYS"


@both
@pytest.mark.parametrize("architecture", [0x40000003, 0x40000028, 0xC00000F3, 1, 0xC000003E, 0xC00000B7])
def test_another_architecture_is_killed(machine: str, architecture: int) -> None:
    """i386, arm, riscv64, nonsense; and each machine for the other."""
    expected = "allowed" if architecture == MACHINES[machine] else "killed"
    got = answer(OF_THE_SYSTEM, numbers(machine)["read"], machine=machine, architecture=architecture)
    assert got == expected


@both
@every_set
def test_what_computing_needs_is_allowed_with_any_argument(machine: str, rights: frozenset[str]) -> None:
    found, chance = numbers(machine), random.Random(1)
    for name in (row[0] for row in rows(*ALLOWED) if row[0] in found):
        arguments = [chance.randrange(1 << 64) for _ in range(6)]
        assert (name, answer(rights, found[name], *arguments, machine=machine)) == (name, "allowed")


@both
@every_set
def test_processes_need_their_right(machine: str, rights: frozenset[str]) -> None:
    found = numbers(machine)
    expected = "allowed" if "processes" in rights else "EPERM"
    for name in (row[0] for row in rows(*OF_PROCESSES) if row[0] in found):
        assert (name, answer(rights, found[name], machine=machine)) == (name, expected)


@both
@every_set
def test_changes_of_modes_and_times_are_pretended_to_who_may_write(machine: str, rights: frozenset[str]) -> None:
    found = numbers(machine)
    expected = "pretended" if {"files", "processes"} & rights else "EPERM"
    for name in (row[0] for row in rows("pretended") if row[0] in found):
        assert (name, answer(rights, found[name], machine=machine)) == (name, expected)


@both
@every_set
def test_the_nurserys_own_calls_are_over_after_the_first_step(machine: str, rights: frozenset[str]) -> None:
    found = numbers(machine)
    for name in ("setsid", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp"):
        first = run(seccomp.base_filter(machine), call(found[name], architecture=MACHINES[machine]))
        assert (name, word(first), answer(rights, found[name], machine=machine)) == (name, "allowed", "EPERM")


CREATING, SHARED = 0o101, 0x21  # O_CREAT | O_WRONLY, MAP_SHARED | MAP_ANONYMOUS

MOVING: list[tuple[str, tuple[int, ...], str]] = [
    *[(row[0], (), "notified") for row in rows("moves", "makes_names", "remaps")],
    ("open", (0, CREATING), "notified"),
    ("open", (0, 0o2), "allowed"),
    ("openat", (0, 0, CREATING), "notified"),
    ("openat", (0, 0, 0o2), "allowed"),
    ("read", (), "allowed"),
]
"""Call, arguments, and what becomes of it where the judge is told of what moves bytes."""

MOVING_TO_PROCESSES: list[tuple[str, tuple[int, ...], str, str]] = [
    ("sendmsg", (), "notified", "EPERM"),
    ("execve", (), "notified", "EPERM"),
    ("mmap", (0, 4096, 3, SHARED), "notified", "allowed"),
    ("mmap", (0, 4096, 3, 0x03), "notified", "allowed"),  # MAP_SHARED_VALIDATE
    ("mmap", (0, 4096, 3, 0x22), "allowed", "allowed"),  # MAP_PRIVATE | MAP_ANONYMOUS
]
"""The same where processes are, and where they are not."""


def test_every_call_that_may_be_told_has_a_row_here() -> None:
    told = {name for name, *_ in MOVING} | {name for name, *_ in MOVING_TO_PROCESSES}
    assert {row[0] for row in rows(*seccomp.NOTIFIED)} == told - {"read"}


@both
@every_set
def test_the_judge_is_told_of_what_moves_bytes(machine: str, rights: frozenset[str]) -> None:
    found = numbers(machine)
    for name, arguments, expected in MOVING:
        if name in found:
            given = answer(rights, found[name], *arguments, machine=machine, notifies=True)
            assert (name, arguments, given) == (name, arguments, expected)


@both
@every_set
def test_the_judge_is_told_of_what_only_other_processes_can_hear(machine: str, rights: frozenset[str]) -> None:
    for name, arguments, *expected in MOVING_TO_PROCESSES:
        given = answer(rights, numbers(machine)[name], *arguments, machine=machine, notifies=True)
        assert (name, arguments, given) == (name, arguments, expected["processes" not in rights])


@both
@every_set
def test_to_be_told_loosens_nothing(machine: str, rights: frozenset[str]) -> None:
    for number in range(seccomp.NEWEST_CALL + 10):
        plain, told_of = (
            answer(rights, number, 1, 2, 3, machine=machine, notifies=notifies) for notifies in (False, True)
        )
        assert told_of in ([plain, "notified"] if plain == "allowed" else [plain])


HIGH = 1 << 32
THREAD = 0x3D0F00
"""What the C library asks of clone for a thread."""
NAMESPACES = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
"""Mounts, control groups, names, System V, users, processes, networks."""

NO_STREAMS = (0, 2, 3, 4, 5, 6, 10, 15)
"""Datagrams, raw, reliable datagrams, packets in order, and what is not a type of socket."""

ALWAYS, NEVER = frozenset({"any"}), frozenset[str]()
THREADS = frozenset({"threads", "processes"})
PROCESSES = frozenset({"processes"})
UNWRITTEN = frozenset({"no files"})
"""Where no files are written, and where processes are."""

CHECKED: list[tuple[str, tuple[int, ...], frozenset[str], str]] = [
    ("clone", (THREAD,), THREADS, "EPERM"),
    ("clone", (17,), PROCESSES, "EPERM"),  # fork: SIGCHLD
    ("clone", (0x4111,), PROCESSES, "EPERM"),  # vfork
    *[("clone", (space | 17,), NEVER, "EPERM") for space in NAMESPACES],
    *[("clone", (space | THREAD,), NEVER, "EPERM") for space in NAMESPACES],
    ("clone3", (0, 88), NEVER, "ENOSYS"),
    ("socket", (1, 1, 0), PROCESSES, "EPERM"),
    ("socket", (1, 0x80801, 0), PROCESSES, "EPERM"),  # not blocking, closed at exec
    *[("socket", (family, 1, 0), NEVER, "EPERM") for family in (0, 2, 10, 16, 17, 31, 38, 40)],
    *[("socket", (1, kind | flags, 0), NEVER, "EPERM") for kind in NO_STREAMS for flags in (0, 0x80800)],
    ("socketpair", (1, 1, 0), THREADS, "EPERM"),
    ("socketpair", (1, 0x80801, 0), THREADS, "EPERM"),
    ("socketpair", (2, 1, 0), NEVER, "EPERM"),
    *[("socketpair", (1, kind | flags, 0), NEVER, "EPERM") for kind in NO_STREAMS for flags in (0, 0x80800)],
    ("pipe", (0x1000,), THREADS, "EPERM"),
    ("pipe2", (0x1000, 0x80000), THREADS, "EPERM"),
    ("mmap", (0, 4096, 3, 0x22, -1, 0), ALWAYS, ""),
    ("mmap", (0, 4096, 1, 0x2, 3, 0), ALWAYS, ""),
    ("mmap", (0, 4096, 5, 0x2, 3, 0), UNWRITTEN, "EPERM"),  # an extension module of the library
    ("mmap", (0, 4096, 5, 0x812, 3, 0), UNWRITTEN, "EPERM"),
    *[("mmap", (0, 4096, mode, 0x2, 3, 0), PROCESSES, "EPERM") for mode in (4, 6, 7, 5 | 1 << 24)],
    *[("mmap", (0, 4096, mode, kind, -1, 0), PROCESSES, "EPERM") for mode in (4, 5, 6, 7) for kind in (0x21, 0x22)],
    *[("mprotect", (0x1000, 4096, mode), ALWAYS, "") for mode in (0, 1, 2, 3)],
    *[("mprotect", (0x1000, 4096, mode), PROCESSES, "EPERM") for mode in (4, 5, 6, 7, 5 | 1 << 24)],
    ("setsockopt", (5, 1, 2, 0, 4), PROCESSES, "EPERM"),
    ("setsockopt", (5, 1, 7, 0, 4), NEVER, "EPERM"),  # SO_SNDBUF
    ("setsockopt", (5, 1, 26, 0, 16), NEVER, "EPERM"),  # SO_ATTACH_FILTER
    ("setsockopt", (5, 6, 2, 0, 4), NEVER, "EPERM"),
    ("kill", (PID, 9), ALWAYS, ""),
    ("tgkill", (PID, PID + 1, 6), ALWAYS, ""),
    ("kill", (PID + 1, 9), PROCESSES, "EPERM"),
    ("kill", (-1, 9), PROCESSES, "EPERM"),
    ("kill", (0, 9), PROCESSES, "EPERM"),
    ("kill", (-PID, 9), PROCESSES, "EPERM"),
    ("tgkill", (1, 1, 9), PROCESSES, "EPERM"),
    ("prctl", (15, 0), ALWAYS, ""),
    ("prctl", (16, 0), ALWAYS, ""),
    *[("prctl", (option, 0), NEVER, "EINVAL") for option in (1, 4, 8, 22, 23, 24, 36, 38, 0x59616D61, 0x53564D41)],
    ("prlimit64", (0, 7, 0, 0x1000), ALWAYS, ""),
    ("prlimit64", (0, 7, 0x1000, 0), NEVER, "EPERM"),
    ("prlimit64", (0, 7, HIGH, 0), NEVER, "EPERM"),
    ("prlimit64", (0, 7, HIGH - 1, 0), NEVER, "EPERM"),
    *[("ioctl", (0, request, 0), ALWAYS, "") for request in (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)],
    *[("ioctl", (0, request, 0), NEVER, "ENOTTY") for request in (0x5412, 0x541C, 0x540E, 0x4B72, 0xC0045877)],
    *[("fcntl", (3, command, 0), ALWAYS, "") for command in (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)],
    *[("fcntl", (3, command, 0), NEVER, "EPERM") for command in (8, 10, 15, 1024, 1026, 1031, 1033)],
]
"""Call, arguments, rights of which one allows it, and how it is refused without."""


def test_every_checked_call_has_a_row_here() -> None:
    assert {row[0] for row in rows(*CHECKED_RULES)} == {name for name, *_ in CHECKED}


@both
@pytest.mark.parametrize(("name", "arguments", "needed", "refusal"), CHECKED)
def test_a_checked_call_is_judged_by_its_arguments(
    machine: str, name: str, arguments: tuple[int, ...], needed: frozenset[str], refusal: str
) -> None:
    if name not in numbers(machine):
        return  # an older call, which the machine never had
    number = numbers(machine)[name]
    for rights in SETS:
        given = rights if "files" in rights and "processes" not in rights else rights | UNWRITTEN
        expected = "allowed" if needed == ALWAYS or needed & given else refusal
        assert (sorted(rights), answer(rights, number, *arguments, machine=machine)) == (sorted(rights), expected)


@both
@every_set
def test_where_landlock_scopes_no_signals_only_the_worker_itself_is_signalled(
    machine: str, rights: frozenset[str]
) -> None:
    for name in ("kill", "tgkill"):
        number = numbers(machine)[name]
        assert answer(rights, number, PID, 9, scoped=False, machine=machine) == "allowed"
        for other in (PID + 1, 0, -1, 1, -PID):
            assert answer(rights, number, other, 9, scoped=False, machine=machine) == "EPERM"


@both
def test_no_set_of_rights_gives_more_than_all_of_them(machine: str) -> None:
    chance = random.Random(2)
    calls = [(number, [chance.choice((0, 1, 2, PID, 17, THREAD)) for _ in range(6)]) for number in range(470)]
    for rights in SETS:
        for number, arguments in calls:
            if answer(rights, number, *arguments, machine=machine) == "allowed":
                assert answer(OF_THE_SYSTEM, number, *arguments, machine=machine) == "allowed"


# Support


def test_only_known_machines_are_supported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "vax")
    assert not seccomp.supported()


def test_a_kernel_without_filters_is_not_supported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(kernel, "prctl", lambda option: -1 if option == kernel.PR_GET_SECCOMP else 0)
    assert not seccomp.supported()
    monkeypatch.setattr(kernel, "prctl", lambda option: 0)
    assert seccomp.supported()


def test_a_filter_is_handed_over_whole_and_a_refusal_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    given = [0, -1]

    def prctl(option: int, value: int, pointer: Any) -> int:
        told.append((option, value, pointer._obj.length))
        return given.pop(0)

    monkeypatch.setattr(kernel, "prctl", prctl)
    code = seccomp.assemble(seccomp.base_filter("x86_64"))
    seccomp.install(code)
    with pytest.raises(OSError, match="seccomp"):
        seccomp.install(code)
    set_seccomp, filter_mode = 22, 2
    assert told == [(set_seccomp, filter_mode, len(code) // 8)] * 2


@pytest.mark.parametrize("release", ["4.19.0-27-amd64", "5.4.0-190-generic", "5.4"])
def test_an_old_kernel_tells_nobody(monkeypatch: pytest.MonkeyPatch, release: str) -> None:
    monkeypatch.setattr(platform, "release", lambda: release)
    with pytest.raises(OSError, match="seccomp"):
        seccomp.install_notifying(b"")


@needs_seccomp
def test_a_filter_that_notifies_must_be_one() -> None:
    def install() -> None:
        no_new_privileges()
        seccomp.install_notifying(b"")

    assert told(install) == "OSError: [Errno 22] seccomp"


# Installed for real


def behind(rights: Collection[str], work: Callable[[], object], scoped: bool = False) -> Any:
    """What the work returns in a child behind both filters."""

    def locked() -> object:
        no_new_privileges()
        seccomp.install(seccomp.assemble(seccomp.base_filter(MACHINE)))
        seccomp.install(seccomp.assemble(seccomp.worker_filter(rights, os.getpid(), scoped, MACHINE)))
        return work()

    return told(locked)


def a_thread() -> None:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()


def a_child() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def a_program() -> None:
    subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True)


@needs_seccomp
def test_a_kernel_takes_both_filters_with_every_set_of_rights() -> None:
    for rights in SETS:
        assert behind(rights, os.getpid) > 0


@needs_seccomp
def test_a_filter_that_is_none_is_refused() -> None:
    def install() -> None:
        no_new_privileges()
        seccomp.install(b"")

    assert told(install) == "OSError: [Errno 22] seccomp"


ALL, NOBODY = {"any"}, set[str]()

READ, WRITE, RUN = 1, 2, 4
"""As mmap(2) has them."""

TRIED: dict[str, tuple[Callable[[], object], set[str]]] = {
    "a local socket": (lambda: socket.socket(socket.AF_UNIX).close(), {"processes"}),
    "a socket of the network": (lambda: socket.socket(socket.AF_INET).close(), NOBODY),
    "a datagram socket": (lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close(), NOBODY),
    "a local datagram socket": (lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).close(), NOBODY),
    "a local socket of packets": (lambda: socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET).close(), NOBODY),
    "a pair of datagram sockets": (lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM), NOBODY),
    "a socket to the kernel": (lambda: socket.socket(16, socket.SOCK_RAW).close(), NOBODY),
    "a pair of sockets": (socket.socketpair, {"threads", "processes"}),
    "a pipe": (os.pipe, {"threads", "processes"}),
    "memory that runs": (lambda: mmap.mmap(-1, 1 << 16, prot=READ | RUN), {"processes"}),
    "memory to be filled that runs": (lambda: mmap.mmap(-1, 1 << 16, prot=READ | WRITE | RUN), {"processes"}),
    "a fork": (a_child, {"processes"}),
    "a program": (a_program, {"processes"}),
    "a signal to itself": (lambda: os.kill(os.getpid(), 0), ALL),
    "an alarm": (lambda: signal.setitimer(signal.ITIMER_REAL, 0), ALL),
    "a signal to the parent": (lambda: os.kill(os.getppid(), 0), NOBODY),
    "a signal to all": (lambda: os.kill(-1, 0), NOBODY),
    "a session": (os.setsid, NOBODY),
    "a process group": (lambda: os.setpgid(0, 0), NOBODY),
    "a priority": (lambda: os.setpriority(os.PRIO_PROCESS, 0, 5), NOBODY),
    "other cores": (lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)), NOBODY),
    "its limits": (lambda: resource.getrlimit(resource.RLIMIT_NOFILE), ALL),
    "memory as a file": (lambda: os.memfd_create("hoard"), NOBODY),
    "memory": (lambda: mmap.mmap(-1, 1 << 16), ALL),
    "another root": (lambda: os.chroot("/"), NOBODY),
    "a named pipe": (lambda: os.mkfifo("/tmp/katas-never"), NOBODY),
    "another owner": (lambda: os.chown("/", 0, 0), NOBODY),
    "another identity": (lambda: os.setuid(os.getuid()), NOBODY),
    "chance": (lambda: os.getrandom(8), ALL),
}
"""What is tried, how, and the rights of which one gives it."""


@needs_seccomp
@pytest.mark.parametrize("what", TRIED)
def test_what_is_tried_needs_its_right(what: str) -> None:
    attempt, needed = TRIED[what]
    for rights in SETS:
        expected = "done" if needed == ALL or needed & rights else "EPERM"
        assert (sorted(rights), behind(rights, lambda: tried(attempt))) == (sorted(rights), expected)


@needs_seccomp
@every_set
def test_limits_cannot_be_changed(rights: frozenset[str]) -> None:
    def lower() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))

    assert behind(rights, lower) == "ValueError: not allowed to raise maximum limit"  # Python's words for EPERM


@needs_seccomp
@every_set
def test_a_thread_needs_its_right(rights: frozenset[str]) -> None:
    expected = "done" if {"threads", "processes"} & rights else "RuntimeError: can't start new thread"
    assert behind(rights, lambda: tried(a_thread)) == expected


@needs_seccomp
@every_set
def test_changes_of_modes_and_times_do_nothing(rights: frozenset[str], tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(mode=0o640)
    os.utime(path, (5, 5))
    changes: list[Callable[[], object]] = [
        lambda: os.chmod(path, 0o777),
        lambda: os.utime(path, (9, 9)),
        lambda: os.setxattr(path, "user.katas", b"1"),
    ]
    expected = "done" if {"files", "processes"} & rights else "EPERM"
    assert behind(rights, lambda: [tried(each) for each in changes]) == [expected] * 3
    assert (path.stat().st_mode & 0o777, path.stat().st_mtime) == (0o640, 5)
    with contextlib.suppress(OSError):
        assert os.listxattr(path) == []


@needs_seccomp
@every_set
def test_a_pipe_cannot_be_enlarged(rights: frozenset[str]) -> None:
    import fcntl

    heard, said = os.pipe()
    try:
        size = fcntl.fcntl(said, 1032)
        assert behind(rights, lambda: tried(lambda: fcntl.fcntl(said, 1031, 1 << 20))) == "EPERM"
        assert behind(rights, lambda: fcntl.fcntl(said, 1032)) == size
    finally:
        os.close(heard)
        os.close(said)


RAW = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "pivot_root": (155, 41),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "personality": (135, 92),
    "setuid": (105, 146),
    "setgid": (106, 144),
    "setresuid": (117, 147),
    "setpgid": (109, 154),
    "setpriority": (141, 140),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "setrlimit": (160, 164),
    "mknodat": (259, 33),
    "fchownat": (260, 54),
    "removexattr": (197, 14),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    "openat2": (437, 437),
    "splice": (275, 76),
    "tee": (276, 77),
    "vmsplice": (278, 75),
    "signalfd4": (289, 74),
    "eventfd2": (290, 19),
    "timerfd_create": (283, 85),
    "timer_create": (222, 107),
    "mlock": (149, 228),
    "mlockall": (151, 230),
    "sendmmsg": (307, 269),
    "recvmmsg": (299, 243),
    "execveat": (322, 281),
    "kcmp": (312, 272),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "syslog": (103, 116),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "init_module": (175, 105),
    "kexec_load": (246, 104),
    "process_madvise": (440, 440),
    "pkey_mprotect": (329, 288),
    "mbind": (237, 235),
    "move_pages": (279, 239),
    "ioprio_set": (251, 30),
    "chroot": (161, 51),
}
"""What no worker may ever do, with its number on x86-64 and on aarch64."""


@both
def test_the_numbers_of_what_nobody_may_do_are_right_here_too(machine: str) -> None:
    known = in_headers(machine)
    place = list(MACHINES).index(machine)
    assert {name: known[name] for name in RAW if name in known} == {
        name: numbers[place] for name, numbers in RAW.items() if name in known
    }


@both
@pytest.mark.parametrize("name", RAW)
def test_nobody_may_ever(machine: str, name: str) -> None:
    number = RAW[name][list(MACHINES).index(machine)]
    assert {answer(rights, number, machine=machine) for rights in SETS} == {"EPERM"}
    assert word(run(seccomp.base_filter(machine), call(number, architecture=MACHINES[machine]))) == "EPERM"


def test_nobody_may_change_its_segments_on_x86() -> None:
    modify_ldt = 154
    assert {answer(rights, modify_ldt, machine="x86_64") for rights in SETS} == {"EPERM"}


@needs_seccomp
def test_a_locked_child_gets_these_refusals_from_the_kernel() -> None:
    place = list(MACHINES).index(MACHINE)
    found = behind(OF_THE_SYSTEM, lambda: {name: raw(numbers[place], 0, 0, 0, 0, 0) for name, numbers in RAW.items()})
    assert found == dict.fromkeys(RAW, "EPERM")


@needs_seccomp
def test_what_is_newer_than_the_list_is_unknown_to_a_locked_child() -> None:
    newer = [seccomp.NEWEST_CALL + 1, seccomp.NEWEST_CALL + 9, 2000, 0x40000000]
    assert behind(OF_THE_SYSTEM, lambda: [raw(number, 0, 0, 0) for number in [435, *newer]]) == ["ENOSYS"] * 5


@needs_seccomp
@pytest.mark.skipif(MACHINE != "x86_64", reason="int 0x80 is of x86")
def test_a_call_by_the_door_of_32_bits_is_killed() -> None:
    """getpid by int 0x80: a locked child dies of it."""
    code = bytes.fromhex("b814000000cd80c3")

    def enter() -> int:
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(code)
        place = ctypes.addressof(ctypes.c_char.from_buffer(page))
        return int(ctypes.CFUNCTYPE(ctypes.c_int)(place)())

    assert behind({"processes"}, enter) == f"killed by signal {signal.SIGSYS.value}"


@needs_seccomp
def test_a_filter_holds_for_what_a_locked_child_starts() -> None:
    def start() -> object:
        code = "import socket\ntry: socket.socket(socket.AF_INET)\nexcept OSError as error: print(error.errno)"
        command = [sys.executable, "-I", "-S", "-c", code]
        return int(subprocess.run(command, capture_output=True, check=True).stdout)

    assert behind({"processes"}, start) == errno.EPERM


@needs_seccomp
def test_a_filter_cannot_be_taken_off_by_another() -> None:
    def loosen() -> object:
        everything = tried(lambda: seccomp.install(seccomp.assemble(seccomp._return(0x7FFF0000))))
        return [everything, tried(os.pipe)]

    assert behind(NOBODY, loosen) == ["EINVAL", "EPERM"]

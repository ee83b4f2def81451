"""The counter of calls: what it reads of a caller, and that it keeps nobody waiting for good."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import socket
import struct
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from graders.bounds.traffic import traffic
from graders.model.report import Crashed
from graders.tests.children import needs_seccomp
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import calls, processes
from graders.workers.calls import Call
from graders.workers.execution import Limits
from graders.workers.inside import confine, seccomp

linux = pytest.mark.skipif(not processes.watched(), reason="nobody tells here")

ME = threading.get_native_id


def size(name: str, *arguments: int) -> int:
    return calls._size(Call(1, ME(), name, (*arguments, *[0] * 6)[:6]))


@linux
def test_sizes_are_what_the_caller_asks_for(tmp_path: Path) -> None:
    assert size("write", 1, 0, 7) == size("sendto", 1, 0, 7) == 7
    assert size("mkdir") == size("openat") == 256
    assert size("symlinkat") == 4096
    assert size("ftruncate") == 8
    (tmp_path / "file").write_bytes(b"x" * 100)
    with open(tmp_path / "file", "rb") as file:
        file.seek(40)
        os.lseek(file.fileno(), 40, os.SEEK_SET)
        assert size("sendfile", 1, file.fileno(), 0, 1 << 23) == 60
        assert size("copy_file_range", file.fileno(), 0, 1, 0, 20) == 20
        offset = ctypes.c_int64(90)
        assert size("sendfile", 1, file.fileno(), ctypes.addressof(offset), 1 << 23) == 10
    assert size("sendfile", 1, 999, 0, 1 << 23) == calls.UNSURE_BYTES


@linux
@pytest.mark.parametrize("threads", [1, 2])
def test_pieces_are_added_up_and_doubted_beside_other_threads(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    monkeypatch.setattr(processes, "tasks", lambda pid: threads)
    table = ctypes.create_string_buffer(struct.pack("=4Q", 0, 10, 0, 20))
    header = ctypes.create_string_buffer(struct.pack("=4Q", 0, 0, ctypes.addressof(table), 2))
    expected = 30 if threads == 1 else calls.UNSURE_BYTES
    assert size("writev", 1, ctypes.addressof(table), 2) == expected
    assert size("sendmsg", 1, ctypes.addressof(header)) == expected
    large = ctypes.create_string_buffer(struct.pack("=2Q", 0, 1 << 20))
    assert size("writev", 1, ctypes.addressof(large), 1) == 1 << 20


@linux
def test_what_cannot_be_read_is_doubted() -> None:
    assert size("writev", 1, 8, 2) == size("sendmsg", 1, 8) == calls.UNSURE_BYTES
    assert size("execve", 1, 8, 8) == 0


@linux
def test_arguments_of_programs_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [ctypes.create_string_buffer(b"x" * length) for length in (3, 1000)]
    places = (ctypes.c_uint64 * 3)(*map(ctypes.addressof, texts), 0)
    assert size("execve", 0, ctypes.addressof(places), ctypes.addressof(places)) == 2 * (4 + 1001)
    monkeypatch.setattr(calls, "MAX_ARGUMENT_BYTES", 500)
    assert size("execve", 0, ctypes.addressof(places), 0) <= 1100


@linux
def test_only_a_listener_is_one() -> None:
    heard, said = os.pipe()
    assert not calls.is_listener(heard)
    assert not calls.is_listener(9999)
    os.close(heard)
    os.close(said)


@linux
def test_a_mapping_of_nothing_is_none() -> None:
    shared = calls._Shared()
    shared.count(Call(1, ME(), "mmap", (0, 4096, 3, 1, 999, 0)))
    assert shared.bytes == 0
    shared.count(Call(1, 1 << 30, "mremap", (0, 4096, 8192, 0, 0, 0)))
    assert shared.bytes == 0


# In a worker

CHATTY = """
import os, signal, socket, threading, time
def chat(count):
    ours, theirs = socket.socketpair()
    for _ in range(count):
        ours.send(b"x")
        theirs.recv(1)
def interrupted(count):
    beats = []
    signal.signal(signal.SIGALRM, lambda *_: beats.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    chat(count)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return len(beats)
def chat_on():
    if os.fork() == 0:
        while True:
            chat(100)
    threading.Thread(target=chat, args=(10**9,), daemon=True).start()
"""


def begin(execute: MakesExecution, **options: Any) -> Any:
    return execute(CHATTY, rights=["threads", "processes"], counts_traffic=True, **options)


@needs_seccomp
def test_a_call_that_a_signal_breaks_off_is_counted_once(execute: MakesExecution) -> None:
    begin(execute)
    with traffic() as moved:
        assert learner("interrupted")(2_000) > 0
    assert 2_000 <= moved.messages < 2_100


@needs_seccomp
def test_who_waits_for_the_counter_is_not_asleep(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    count = calls.CallCounter._count

    def slowly(self: Any, call: Call) -> None:
        time.sleep(0.02)
        count(self, call)

    monkeypatch.setattr(calls.CallCounter, "_count", slowly)
    running = begin(execute, limits=Limits(asleep=0.3, naps=0.5))
    learner("chat")(60)
    assert running.calls.seconds > 1


@needs_seccomp
def test_a_test_ends_while_calls_wait(execute: MakesExecution) -> None:
    running = begin(execute)
    learner("chat_on")()
    pid = running.worker.pid
    running.close()
    assert not [each for each in processes.tree(pid) if processes.usage(each)]


@needs_seccomp
def test_a_test_that_counts_no_traffic_is_not_told(execute: MakesExecution) -> None:
    running = execute(CHATTY, rights=["threads", "processes"])
    learner("chat")(3)
    assert running.calls is None


@needs_seccomp
def test_the_channel_is_known_before_the_learners_code(execute: MakesExecution) -> None:
    running = begin(execute)
    learner("chat")(3)
    assert running.calls.answered.calls >= 2
    assert running.calls.answered.bytes == running.worker.channel.received


# A descriptor that is handed over


def test_a_descriptor_that_is_no_listener_is_closed(execute: MakesExecution) -> None:
    running = execute("pass")
    assert running.worker
    heard, said = os.pipe()
    running._count_calls(heard)
    assert running.calls is None
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(heard)
    os.close(said)


@needs_seccomp
def test_a_worker_that_died_as_it_was_locked_in_is_its_own_death(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be read of a process that has ended: its channel tells of that."""
    taken: list[int] = []
    running = begin(execute)
    count = running._count_calls

    def killed_before(descriptor: int) -> None:
        os.kill(running._worker.pid, signal.SIGKILL)
        end = time.monotonic() + 30
        while processes.usage(running._worker.pid) and time.monotonic() < end:
            time.sleep(0.001)
        taken.append(descriptor)
        count(descriptor)

    monkeypatch.setattr(running, "_count_calls", killed_before)
    with pytest.raises(Crashed):
        learner("chat")(3)
    assert running.calls is None
    assert not calls.is_listener(taken[0]), "the descriptor was left open"


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The other end of what stands for the standard output of a worker."""
    ours, theirs = socket.socketpair()
    real = os.dup
    monkeypatch.setattr(os, "dup", lambda fd: real(theirs.fileno()) if fd == 1 else real(fd))
    yield ours
    ours.close()
    theirs.close()


def test_a_worker_hands_its_descriptor_over(output: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard, said = os.pipe()
    monkeypatch.setattr(seccomp, "install_notifying", lambda code: said)
    assert confine._notify(b"program")
    _, (taken,), _, _ = socket.recv_fds(output, 1, 1)
    os.write(taken, b"x")
    assert os.read(heard, 1) == b"x"
    os.close(taken)
    assert os.read(heard, 1) == b"", "nobody has kept it"
    os.close(heard)


def test_where_the_kernel_tells_nobody_the_plain_filter_is_put_on(output: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(code: bytes) -> int:
        raise OSError("an old kernel")

    installed: list[bytes] = []
    monkeypatch.setattr(seccomp, "install_notifying", refuse)
    monkeypatch.setattr(seccomp, "install", installed.append)
    confine.apply("/nowhere", ["processes"], ["seccomp"], notifies=True)
    machine = platform.machine()
    assert installed == [seccomp.ready(["processes"], os.getpid(), False, machine)]
    output.setblocking(False)
    with pytest.raises(BlockingIOError):
        output.recv(1)

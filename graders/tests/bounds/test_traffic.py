from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graders.bounds.traffic import traffic
from graders.model.report import Crashed, Over, Unsure
from graders.tests.children import needs_seccomp, needs_shared_memory
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import execution, processes
from graders.workers.calls import Moved
from graders.workers.probes import probe
from graders.workers.processes import Written
from graders.workers.spawners import ForkServer

HERE = Path(__file__)

POOLED = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
def send(items, work, size=1):
    context = multiprocessing.get_context("METHOD")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        return sum(len(text) for text in pool.map(work, items, chunksize=size))
"""


@probe
def shout(word):  # type: ignore[no-untyped-def]
    """Hardly any work."""
    return word.upper()


def moved(execute: MakesExecution, source: str, *arguments: object, told: bool = True) -> traffic:
    """What the learner's code has moved between processes."""
    execute(source, test_file=HERE, rights=["processes"], counts_traffic=told)
    with traffic() as seen:
        learner("send")(*arguments)
    assert seen.complete == told
    return seen


both = pytest.mark.parametrize("told", [pytest.param(True, marks=needs_seccomp), False])
"""Where the kernel tells of every call, and by its accounts of each process."""


@needs_shared_memory
@both
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_bytes_are_counted_both_ways(execute: MakesExecution, method: str, told: bool) -> None:
    words = ["x" * 50_000, "y" * 50_000]
    seen = moved(execute, POOLED.replace("METHOD", method), words, shout, told=told)
    assert 200_000 < seen.bytes < 240_000
    assert seen.shared == 0


@needs_shared_memory
@both
def test_a_message_for_every_task_is_more_than_one_for_a_chunk(execute: MakesExecution, told: bool) -> None:
    source = POOLED.replace("METHOD", "fork")
    each, chunked = (moved(execute, source, ["word"] * 400, shout, size, told=told).messages for size in (1, 100))
    assert each > 800
    assert chunked < 60


@both
def test_what_goes_to_the_judge_is_no_traffic(execute: MakesExecution, told: bool) -> None:
    seen = moved(execute, "def send(items): return ['x' * 100_000] * len(items)", [1, 2, 3], told=told)
    assert (seen.bytes, seen.messages) == (0, 0)


WAYS = {
    "send": "a, b = socket.socketpair(); swallow(b); a.sendall(data)",
    "sendmsg": "a, b = socket.socketpair(); swallow(b); a.sendmsg([data[:7], data[7:]])",
    "sendmsg beside a thread": "a, b = socket.socketpair(); swallow(b); rest(); a.sendmsg([data])",
    "write": "a, b = socket.socketpair(); swallow(b); os.write(a.fileno(), data)",
    "writev": "a, b = socket.socketpair(); swallow(b); os.writev(a.fileno(), [data, b''])",
    "pwrite": "os.pwrite(os.open('f', os.O_RDWR | os.O_CREAT), data, 0)",
    "pwritev": "os.pwritev(os.open('f', os.O_RDWR | os.O_CREAT), [data], 0)",
    "links": "[os.symlink(f'{n:x<4000}', f'link{n}') for n in range(len(data) // 4000)]",
    "names": "[os.mkdir(f'{n:x<250}') for n in range(len(data) // 250)]",
    "files by their names": "[open(f'{n:x<250}', 'w').close() for n in range(len(data) // 250)]",
    "arguments": "[subprocess.run(['/proc/self/exe', '-c', '', 'x' * 100_000], executable=sys.executable)] * 2",
    "environment": "subprocess.run([sys.executable, '-c', ''], env={'text': 'x' * 100_000})",
    "a child nobody waits for": "signal.signal(signal.SIGCHLD, signal.SIG_IGN); child(lambda: os.write(1, data))",
    "an orphan": "child(lambda: child(lambda: os.write(1, data)))",
    "an orphan that is killed": "child(lambda: child(lambda: [os.write(1, data), os.kill(os.getpid(), 9)]))",
    "a pipe that was sent": "a, b = socket.socketpair(); c, d = os.pipe(); socket.send_fds(a, [b'1'], [d]); "
    "e = socket.recv_fds(b, 1, 1)[1][0]; os.write(e, data[:60_000])",
}
"""Ways of 60,000 bytes or more out of a process."""

WAY = """
import os, signal, socket, subprocess, sys, threading, time
def swallow(sock):
    def run():
        while sock.recv(1 << 16):
            pass
    if os.fork() == 0:
        signal.alarm(1)
        run()
def rest():
    threading.Thread(target=time.sleep, args=(0.2,)).start()
def child(do):
    if os.fork() == 0:
        try:
            do()
        finally:
            os._exit(0)
    time.sleep(0.3)
def send(data):
    {way}
    return 1
"""


@needs_seccomp
@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_counted(execute: MakesExecution, way: str) -> None:
    seen = moved(execute, WAY.format(way=WAYS[way]), b"x" * 100_000)
    assert 60_000 <= seen.bytes < 400_000
    assert seen.messages < 500


@needs_seccomp
@pytest.mark.parametrize(
    "copy", ["os.sendfile(out, file, 0, 1 << 23)", "os.copy_file_range(file, out, 1 << 23)", "shutil.copy('a', 'b')"]
)
def test_a_copy_is_as_large_as_the_file(execute: MakesExecution, copy: str) -> None:
    source = f"""
import os, shutil
with open("a", "wb") as made:
    made.write(b"x" * 50_000)
file, out = os.open("a", os.O_RDONLY), os.open("c", os.O_WRONLY | os.O_CREAT)
def send():
    {copy}
"""
    assert 50_000 <= moved(execute, source).bytes < 52_000


@needs_seccomp
def test_tiny_messages_are_counted_each(execute: MakesExecution) -> None:
    source = """
import os, socket
def send(count):
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        for _ in range(count):
            theirs.send(theirs.recv(1))
        os._exit(0)
    for _ in range(count):
        ours.send(b"x")
        ours.recv(1)
"""
    assert moved(execute, source, 500).messages == 1_000


@needs_seccomp
def test_bytes_by_the_name_of_the_channel_went_elsewhere(execute: MakesExecution) -> None:
    """Who exchanges the descriptor under a call is found out by what did not come here."""
    execute("def send(): return 1", rights=["processes"], counts_traffic=True)
    with traffic() as seen:
        learner("send")()
        calls = execution.current().calls
        assert calls
        calls.answered = Moved(calls.answered.bytes + 70_000, calls.answered.calls)
    assert 69_000 < seen.bytes <= 70_000


# Memory that is shared

SHARING = {
    "anonymous": ("m = mmap.mmap(-1, 100_000)", 102_400),
    "by name": ("m = shared_memory.SharedMemory(create=True, size=100_000); m.close(); m.unlink()", 102_400),
    "by hand": ("m = mmap.mmap(file('/dev/shm/katas-by-hand', 100_000), 100_000)", 102_400),
    "a file": ("m = mmap.mmap(file('f', 100_000), 100_000)", 102_400),
    "a file, read here": ("m = mmap.mmap(file('f', 100_000), 100_000, prot=mmap.PROT_READ)", 102_400),
    "twice the same": ("n = file('f', 100_000); m = [mmap.mmap(n, 100_000), mmap.mmap(n, 50_000)]", 102_400),
    "grown": ("m = mmap.mmap(file('f', 4096), 4096); m.resize(409_600)", 409_600),
    "for a moment, by a child": (
        "if os.fork() == 0: mmap.mmap(-1, 100_000).close(); os._exit(0)\n    os.wait()",
        102_400,
    ),
    "a ring in place of a semaphore": ("m = mmap.mmap(file('f', 32), 32); m[12:20] = b'some data'[:8]", 4096),
    "a ring beside others": (
        "m = mmap.mmap(file('f', 32), 32); m[16:17] = b'x'; time.sleep(0.1); m[16:17] = b'\\0'",
        4096,
    ),
    "semaphores": ("m = [multiprocessing.Semaphore(3) for _ in range(9)]; m[0].acquire()", 0),
    "a queue": ("m = multiprocessing.Queue(); m.put(1); m.get()", 0),
    "a file for reading": ("file('f', 9000); m = mmap.mmap(os.open('f', 0), 9000, access=mmap.ACCESS_READ)", 0),
    "a copy of a file": ("m = mmap.mmap(file('f', 9000), 9000, access=mmap.ACCESS_COPY)", 0),
}

SHARED = """
import mmap, multiprocessing, os, time
from multiprocessing import shared_memory
def file(name, size):
    made = os.open(name, os.O_RDWR | os.O_CREAT)
    if "shm" in name:
        os.unlink(name)
    os.ftruncate(made, size)
    return made
def send():
    {way}
"""


@needs_shared_memory
@needs_seccomp
@pytest.mark.parametrize("way", SHARING)
def test_memory_that_is_shared_is_counted_once(execute: MakesExecution, way: str) -> None:
    source, expected = SHARING[way]
    assert moved(execute, SHARED.format(way=source)).shared == expected


@pytest.mark.skipif(not processes.watched(), reason="nobody tells here")
def test_shared_memory_is_seen_by_accounts_too(execute: MakesExecution) -> None:
    source = SHARED.format(way="m = mmap.mmap(-1, 100_000); time.sleep(0.2)")
    assert moved(execute, source, told=False).shared == 102_400


@needs_seccomp
def test_a_worker_without_a_kernel_to_tell_is_counted_by_accounts(
    execute: MakesExecution, unlocked: ForkServer
) -> None:
    execute("def send(): return 1", rights=["processes"], counts_traffic=True, spawner=unlocked)
    with traffic() as seen:
        learner("send")()
    assert not seen.complete


def test_bytes_of_children_that_nobody_waits_for_are_seen(execute: MakesExecution) -> None:
    source = """
import os, signal, time
def send(size):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    come, go = os.pipe()
    if os.fork() == 0:
        os.write(go, b"x" * size)
        time.sleep(0.2)
        os._exit(0)
    got = len(os.read(come, size))
    time.sleep(0.4)
    return got
"""
    assert moved(execute, source, 50_000, told=False).bytes >= 50_000


def test_it_cannot_tell_where_nobody_counts(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    execute("def send(): pass")
    learner("send")()
    monkeypatch.setattr(processes, "written", lambda pid: None)
    with pytest.raises(Unsure, match="does not tell the writes"), traffic():
        pass


def test_writing_adds_up() -> None:
    assert Written(1, 2) + Written(3, 4) == Written(4, 6)


def test_an_answer_that_is_on_its_way_ends_no_test(monkeypatch: pytest.MonkeyPatch) -> None:
    channel = SimpleNamespace(received=100)
    calls = SimpleNamespace(elsewhere=Moved(5, 1), answered=Moved(100, 1), shared=0)
    running: Any = SimpleNamespace(calls=calls, worker=SimpleNamespace(channel=channel), looks=[])
    monkeypatch.setattr(execution, "current", lambda: running)
    with traffic(most_bytes=10) as seen:
        calls.answered = Moved(1_000_000, 2)
        (look,) = running.looks
        look()
        channel.received = 1_000_000
    assert seen.bytes == 0
    calls.answered = Moved(100, 1)
    with traffic(most_bytes=10) as seen:
        calls.answered = Moved(2_000_000, 2)
    assert seen.bytes == 1_000_000, "it never came"


@both
@pytest.mark.parametrize("bound", ["most_bytes", "most_messages"])
def test_who_moves_twice_what_is_allowed_ends_the_test(execute: MakesExecution, told: bool, bound: str) -> None:
    forever = "while True: os.write(ends[1], b'x' * 100); os.read(ends[0], 100)"
    source = f"import os\ndef send():\n    ends = os.pipe()\n    {forever}"
    execute(source, test_file=HERE, rights=["processes"], counts_traffic=told)
    what = "bytes moved" if bound == "most_bytes" else "messages"
    ended = pytest.raises(Over, match=rf"^{what} between processes: .*; the test ended there$")
    with ended as caught, traffic(**{bound: 500}):
        learner("send")()
    assert caught.value.measure is not None
    assert caught.value.measure.margin < 0.5


def test_who_hides_its_writes_is_not_excused(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    running, written = execute("def send(): pass"), processes.written
    pid = running.worker.pid
    monkeypatch.setattr(processes, "written", lambda each: None if each == pid else written(each))
    with pytest.raises(Crashed, match="kept the writes from the grader"), traffic():
        pass


@both
def test_an_answer_on_its_way_to_the_judge_is_not_over(execute: MakesExecution, told: bool) -> None:
    execute("def send(): return b'x' * (9 << 20)", test_file=HERE, rights=["processes"], counts_traffic=told)
    with traffic(most_bytes=500) as seen:
        for _ in range(4):
            assert len(learner("send")()) == 9 << 20
    assert seen.bytes == 0

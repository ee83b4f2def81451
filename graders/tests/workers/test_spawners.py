from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from graders.model.report import Crashed, Late
from graders.tests.children import alive
from graders.tests.workers.conftest import Learn
from graders.workers import boot, execution, spawners
from graders.workers.execution import Limits
from graders.workers.inside import control
from graders.workers.spawners import ForkServer, FreshSpawner, ending

posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux only")


def below() -> set[int]:
    """Every process below this one."""
    return {child.pid for child in psutil.Process().children(recursive=True)}


def until_gone(*pids: int) -> None:
    """Return when none of these processes lives; fail after a long while."""
    end = time.monotonic() + 20
    while any(map(alive, pids)):
        assert time.monotonic() < end, "a process lives on"
        time.sleep(0.005)


# What a worker may do to itself


def test_a_worker_answers(process: Learn) -> None:
    kata = process("def f(call, items):\n    items.append(call(2))\n    return items")
    items = [1]
    assert kata.f(lambda n: n * 2, items) is items
    assert items == [1, 4]


def test_a_worker_knows_nothing_of_the_judge(process: Learn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KATAS_SECRET", "42")
    kata = process("""
        import os, sys
        def look():
            return [sorted(os.environ), [each for each in sys.modules if each.split(".")[0] in ("graders", "pytest")]]
        def place(): return os.getcwd()
        """)
    names, modules = kata.look()
    assert "KATAS_SECRET" not in names
    assert modules == []
    assert Path(kata.place()) == execution.current().worker.folder


def test_the_words_of_a_worker_are_kept(process: Learn) -> None:
    kata = process("""
        import os, sys
        def say():
            print("naïve \\ud800")
            print("wrong", file=sys.stderr)
            os.write(1, b"raw\\n")
            return sys.stdin.read()
        """)
    assert kata.say() == ""
    running = execution.current()
    running.close()
    assert sorted(running.output.splitlines()) == sorted(["naïve \\ud800", "wrong", "raw"])


def test_a_flood_of_words_is_cut(process: Learn) -> None:
    assert process("def say():\n    for _ in range(300): print('x' * 1000)\n    return 1").say() == 1
    running = execution.current()
    running.close()
    assert running.output.startswith("x" * 1000)
    assert len(running.output) < 66_000
    assert running.output.endswith("more bytes")


@pytest.mark.parametrize(
    ("body", "how"),
    [
        ("os._exit(3)", r"left early \(exit status 3\)"),
        ("os._exit(0)", r"left early \(exit status 0\)"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", r"crashed \(signal 11, SIGSEGV\)"),
        ("os.abort()", r"crashed \(signal 6, SIGABRT\)"),
    ],
)
@posix
def test_how_a_worker_left_is_told(body: str, how: str, process: Learn) -> None:
    kata = process(f"import os, signal\ndef f(): {body}")
    with pytest.raises(Crashed, match=how):
        kata.f()
    with pytest.raises(Crashed, match=how):
        kata.f()


@posix
def test_a_worker_that_leaves_in_the_middle_of_a_loop_crashed(process: Learn) -> None:
    kata = process("import os\ndef f():\n    yield 1\n    os._exit(3)")
    with pytest.raises(Crashed, match="left early"):
        list(kata.f())


def test_a_worker_that_hangs_up_closed_its_channel(process: Learn) -> None:
    kata = process("""
        import os, time
        def f():
            os.closerange(3, 256)
            time.sleep(60)
        """)
    with pytest.raises(Crashed, match="closed its channel"):
        kata.f()


def test_a_worker_that_writes_into_its_channel_is_ended(process: Learn) -> None:
    kata = process("""
        import os, socket, time
        def f():
            for fd in range(3, 256):
                try:
                    socket.socket(fileno=os.dup(fd)).sendall(b"GET / HTTP/1.1")
                except OSError:
                    pass
            time.sleep(60)
        """)
    with pytest.raises(Crashed, match=r"sent 1,195,725,856 bytes at once"):
        kata.f()


@pytest.mark.parametrize("body", ["while True: pass", "while True: print('x' * 100)"])
def test_a_loop_without_end_is_late(body: str, process: Learn) -> None:
    kata = process(f"def f():\n    {body}", limits=Limits(cpu=0.2))
    with pytest.raises(Late, match=r"of CPU, 0.2 s allowed"):
        kata.f()


def test_a_sleep_without_end_is_late(process: Learn) -> None:
    kata = process("import threading\ndef f(): threading.Event().wait()", limits=Limits(asleep=0.2))
    with pytest.raises(Late, match=r"asleep for 0.2 s"):
        kata.f()


def test_each_worker_is_blank(forked: Learn) -> None:
    source = "import sys\nsys.katas = getattr(sys, 'katas', 0) + 1\ndef seen(): return sys.katas"
    assert [forked(source).seen() for _ in range(3)] == [1, 1, 1]


@linux
def test_a_memory_bomb_is_a_memory_error(forked: Learn) -> None:
    with pytest.raises(MemoryError):
        forked("def f(): return len(bytearray(8 << 30))").f()


@linux
def test_a_file_cannot_grow_without_end(forked: Learn) -> None:
    kata = forked(
        """
        import os, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        def f():
            with open("big", "wb") as file:
                os.posix_fallocate(file.fileno(), 0, 300 << 20)
        """,
        rights=["files"],
    )
    with pytest.raises(OSError, match="too large"):
        kata.f()


# What is left behind

LEAVE = """
    import os, signal, time

    def leave():
        "A child in a session of its own, and a grandchild whose parent is gone."
        heard, said = os.pipe()
        if os.fork() == 0:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            if os.fork() == 0:
                os.write(said, str(os.getpid()).encode())
                time.sleep(100)
            os._exit(0)
        os.wait()
        return int(os.read(heard, 100))

    def child():
        pid = os.fork()
        if pid == 0:
            time.sleep(100)
        return pid
    """


@linux
@pytest.mark.parametrize("held", [True, False])
def test_orphans_are_found_and_killed(forked: Learn, unlocked: ForkServer, spawner: ForkServer, held: bool) -> None:
    spawner = spawner if held else unlocked
    kata = forked(LEAVE.replace("os.setsid()", "") if held else LEAVE, spawner=spawner, rights=["processes"])
    orphan, child = kata.leave(), kata.child()
    assert spawner.orphans() == [orphan]
    assert len(execution.current().leftovers()) == 2
    execution.current().close()
    spawner.settle()
    assert not alive(orphan)
    assert not alive(child)


@posix
def test_the_children_of_a_fresh_worker_are_killed(fresh: FreshSpawner, execute: Any) -> None:
    running = execute(LEAVE, spawner=fresh, rights=["processes"])
    child = running.ask("__call__", ("g", "child"))
    assert fresh.orphans() == []
    running.close()
    fresh.settle()
    until_gone(child)


def test_the_folder_of_a_worker_goes_with_it(forked: Learn, spawner: ForkServer) -> None:
    source = "def f():\n    import os\n    os.mkdir('deep')\n    open('deep/file', 'w').close()"
    kata = forked(source, rights=["files"])
    kata.f()
    folder = execution.current().worker.folder
    assert (folder / "deep" / "file").is_file()
    execution.current().close()
    spawner.settle()
    assert not folder.exists()


@pytest.mark.parametrize("make", [ForkServer, FreshSpawner])
def test_closing_leaves_no_process_and_no_folder(make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    processes = below()
    spawner = make()
    workers = [spawner.spawn() for _ in range(2)]
    assert [folder.name[:6] for folder in tmp_path.iterdir()] == ["katas-"]
    assert all(alive(worker.pid) for worker in workers)
    spawner.close()
    until_gone(*(worker.pid for worker in workers))
    assert below() <= processes
    assert list(tmp_path.iterdir()) == []
    for worker in workers:
        worker.channel.close()
        worker.output.finish()


@linux
def test_workers_die_with_a_nursery_that_is_killed() -> None:
    spawner = ForkServer()
    worker = spawner.spawn()
    os.kill(spawner.pid, signal.SIGKILL)
    until_gone(spawner.pid, worker.pid)
    spawner.end(worker.pid)
    spawner.close()
    worker.channel.close()
    worker.output.finish()


JUDGE = """
import sys, time
from pathlib import Path
from graders.submissions import sources
from graders.workers import execution
from graders.workers.spawners import ForkServer
path = Path(sys.argv[1])
running = execution.Execution(sources.read(path, "kata"), "kata.py", path, ForkServer(), 1, ["processes"])
execution.enter(running)
print(running.ask("__call__", ("g", "child")), flush=True)
time.sleep(100)
"""


@linux
def test_what_a_worker_started_dies_with_a_judge_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "kata.py").write_text(textwrap.dedent(LEAVE))
    root = Path(spawners.__file__).parents[2]
    command = [sys.executable, "-c", JUDGE, str(tmp_path / "kata.py")]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE) as judge:
        assert judge.stdout
        child = int(judge.stdout.readline())
        judge.kill()
    until_gone(child)


def test_a_nursery_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    spawner = ForkServer()
    worker = spawner.spawn()
    monkeypatch.setattr(spawners, "LEAVE_SECONDS", 0.1)
    os.kill(spawner.pid, signal.SIGSTOP)
    spawner.close()
    until_gone(spawner.pid, worker.pid)
    worker.channel.close()
    worker.output.finish()


# How it ended, in words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (control.STILL_ALIVE, "closed its channel to the grader"),
        (0, "left early (exit status 0)"),
        (3 << 8, "left early (exit status 3)"),
        (11, "crashed (signal 11, SIGSEGV)"),
        (9, "crashed (signal 9, SIGKILL)"),
        (40, "crashed (signal 40, unknown)"),
    ],
)
@posix
def test_a_wait_status_in_words(status: int, words: str) -> None:
    assert ending(status) == words


def test_ending_an_unknown_fresh_worker_does_nothing(fresh: FreshSpawner) -> None:
    fresh.end(-5)


@pytest.mark.parametrize(("fresh_ones", "kind"), [(False, ForkServer), (True, FreshSpawner)])
def test_the_best_source_of_workers_is_started(fresh_ones: bool, kind: type) -> None:
    if kind is ForkServer and not boot.can_fork():
        pytest.skip("nothing can be forked here")
    spawner = spawners.start(fresh=fresh_ones)
    assert type(spawner) is kind
    spawner.close()


def test_without_fork_every_worker_is_a_fresh_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    spawner = spawners.start()
    assert isinstance(spawner, FreshSpawner)
    spawner.close()


def test_a_fresh_worker_may_see_the_installed_packages() -> None:
    for allowed, flags in ((True, ("-I",)), (False, ("-I", "-S"))):
        spawner = FreshSpawner(site_packages=allowed)
        assert spawner._flags == flags
        spawner.close()


@linux
def test_a_nursery_that_is_gone_is_known_to_be(spawner: ForkServer) -> None:
    assert spawner.alive
    lost = ForkServer()
    os.kill(lost.pid, signal.SIGKILL)
    until_gone(lost.pid)
    with pytest.raises(OSError, match="fork server is gone|Broken pipe|reset"):
        lost.how_it_ended(1)
    assert not lost.alive
    with pytest.raises(OSError, match="Broken pipe|reset"):
        lost.how_it_ended(1)
    lost.close()


@linux
def test_a_nursery_that_goes_while_it_is_asked_is_known_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = ForkServer()
    monkeypatch.setattr(lost, "_command", lambda letter, pid=0: os.kill(lost.pid, signal.SIGKILL))
    with pytest.raises(ConnectionError):
        lost.settle()
    monkeypatch.undo()
    lost.close()


def test_only_the_worker_that_knows_the_token_is_let_in() -> None:
    token = "s" * 32
    with socket.create_server(("127.0.0.1", 0)) as server:
        strangers = [socket.create_connection(server.getsockname()) for _ in range(2)]
        strangers[0].sendall(b"x" * 32)
        strangers[1].sendall(b"short")
        strangers[1].shutdown(socket.SHUT_WR)
        worker = socket.create_connection(server.getsockname())
        worker.sendall(token.encode())
        found = spawners._call_back(server, token)
        assert found.getpeername() == worker.getsockname()
        assert [stranger.recv(1) for stranger in strangers] == [b"", b""]
    for each in (*strangers, worker, found):
        each.close()


def test_several_benches_run_at_the_same_time(execute: Any) -> None:
    first, second = execute("def f(): return 1"), execute("def f(): return 2")
    assert second.ask("__call__", ("g", "f")) == 2
    assert first.ask("__call__", ("g", "f")) == 1


def test_workers_are_hatched_by_the_dozen(spawner: ForkServer) -> None:
    workers = [spawner.spawn() for _ in range(12)]
    assert len({worker.pid for worker in workers}) == 12
    for worker in workers:
        spawner.end(worker.pid)
        worker.channel.close()
        worker.output.finish()
    spawner.settle()
    assert not any(alive(worker.pid) for worker in workers)

"""The fork server driven in this process; its workers are plain sleeping processes."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.workers.inside import control, limits
from graders.workers.inside import spawner as inside
from graders.workers.inside.server import Server
from graders.workers.inside.spawner import ForkServerLoop, _remove

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

SLEEP = ["sleep", "60"]


def started(command: list[str]) -> int:
    return os.posix_spawn(shutil.which(command[0]) or "", command, {"PATH": os.environ["PATH"]}, setpgroup=0)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def exited(pid: int) -> None:
    """Wait until a child has ended, and leave it to be reaped, unless it was already."""
    with contextlib.suppress(ChildProcessError):
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


class Driven:
    """A fork server with the judge's end of its control socket."""

    def __init__(self, fork_server: ForkServerLoop, judge: socket.socket) -> None:
        self.fork_server = fork_server
        self.judge = judge

    def command(self, letter: bytes, pid: int = 0) -> bool:
        self.judge.sendall(control.COMMAND.pack(letter, pid))
        return self.fork_server._obey()

    def reply(self) -> tuple[int, int]:
        number, status = control.REPLY.unpack(self.judge.recv(control.REPLY.size, socket.MSG_WAITALL))
        return number, status

    def give(self) -> tuple[int, Path]:
        assert self.command(control.GIVE)
        message, fds, _, _ = socket.recv_fds(self.judge, 4096, 2)
        for fd in fds:
            os.close(fd)
        pid, length = control.REPLY.unpack(message[: control.REPLY.size])
        return pid, Path(message[control.REPLY.size :][:length].decode())


@pytest.fixture
def orphans(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Lets a fork server see as orphans only those children of this process that are put into the list."""
    mine: list[int] = []
    found = ForkServerLoop._orphans
    monkeypatch.setattr(ForkServerLoop, "_orphans", lambda self: [pid for pid in found(self) if pid in mine])
    return mine


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What a forked worker runs."""
    chosen = {"worker": SLEEP}
    monkeypatch.setattr(os, "fork", lambda: started(chosen["worker"]))
    return chosen


@pytest.fixture
def driven(tmp_path: Path, orphans: list[int], commands: dict[str, list[str]]) -> Iterator[Driven]:
    judge, control = socket.socketpair()
    fork_server = ForkServerLoop(control, str(tmp_path / "base"))
    (tmp_path / "base").mkdir()
    with judge, control:
        yield Driven(fork_server, judge)
        for pid in list(fork_server._live):
            fork_server._end(pid)
        fork_server._settle()


def test_a_worker_is_handed_over_with_its_folder(driven: Driven) -> None:
    pid, folder = driven.give()
    assert folder.is_dir()
    assert driven.fork_server._live == {pid: str(folder)}
    second, other = driven.give()
    assert second != pid
    assert other != folder


def test_a_worker_that_ends_leaves_nothing(driven: Driven) -> None:
    pid, folder = driven.give()
    (folder / "deep").mkdir()
    (folder / "deep" / "file").touch()
    driven.command(control.END, pid)
    driven.command(control.SETTLE)
    assert driven.reply() == (0, 0)
    assert gone(pid)
    assert not folder.exists()


def test_ending_a_worker_twice_does_nothing(driven: Driven) -> None:
    pid, _ = driven.give()
    driven.command(control.END, pid)
    driven.command(control.SETTLE)
    driven.reply()
    driven.command(control.END, pid)
    driven.command(control.STATUS, pid)
    assert driven.reply() == (pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("script", "status"),
    [("exit 0", 0), ("exit 3", 3 << 8), ("kill -SEGV $$", signal.SIGSEGV)],
)
def test_the_status_of_a_worker_that_left_is_told(
    script: str, status: int, driven: Driven, commands: dict[str, list[str]]
) -> None:
    commands["worker"] = ["sh", "-c", script]
    pid, _ = driven.give()
    exited(pid)
    driven.command(control.STATUS, pid)
    assert driven.reply() == (pid, status)


def test_a_worker_that_hangs_on_is_ended(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    pid, _ = driven.give()
    clock = iter([0.0, 0.1, 9.0])
    with monkeypatch.context() as patched:  # undo() would undo what the fixtures have patched too
        patched.setattr("graders.workers.inside.spawner.time.monotonic", lambda: next(clock))
        driven.command(control.STATUS, pid)
        assert driven.reply() == (pid, control.STILL_ALIVE)
    exited(pid)


def test_the_status_of_an_unknown_worker_is_that_it_did_not_leave(driven: Driven) -> None:
    driven.command(control.STATUS, 1)
    assert driven.reply() == (1, control.STILL_ALIVE)


def test_orphans_are_named_and_killed_with_their_worker(driven: Driven, orphans: list[int]) -> None:
    pid, _ = driven.give()
    orphan = started(SLEEP)
    orphans.append(orphan)
    driven.command(control.ORPHANS)
    assert driven.reply() == (1, 0)
    assert int.from_bytes(driven.judge.recv(4), "big") == orphan
    driven.command(control.END, pid)
    driven.command(control.SETTLE)
    driven.reply()
    assert gone(orphan)


def test_nobody_is_a_stray_where_the_kernel_does_not_tell(
    driven: Driven, monkeypatch: pytest.MonkeyPatch, orphans: list[int]
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: -1)
    driven.command(control.ORPHANS)
    assert driven.reply() == (0, 0)


def test_a_judge_that_hangs_up_ends_the_nursery(driven: Driven) -> None:
    driven.judge.close()
    assert driven.fork_server._obey() is False


def test_a_cut_command_ends_the_nursery(driven: Driven) -> None:
    driven.judge.sendall(b"G")
    driven.judge.close()
    assert driven.fork_server._obey() is False


@pytest.fixture
def signals() -> Iterator[None]:
    """Brings back the signal handling that a fork server replaces."""
    handler = signal.getsignal(signal.SIGCHLD)
    yield
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, handler)


def test_a_nursery_obeys_until_the_judge_is_gone_and_leaves_nothing(
    driven: Driven, signals: None, monkeypatch: pytest.MonkeyPatch, commands: dict[str, list[str]]
) -> None:
    monkeypatch.setattr("graders.workers.inside.spawner.gc.freeze", lambda: None)
    made: list[int] = []

    def fork() -> int:
        made.append(started(SLEEP))
        return made[-1]

    monkeypatch.setattr(os, "fork", fork)
    driven.judge.sendall(control.COMMAND.pack(control.GIVE, 0) * 2)
    driven.judge.shutdown(socket.SHUT_WR)
    driven.fork_server.run()
    assert driven.reply() == (os.getpid(), 0)
    assert len(made) == 2
    for pid in made:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)
    assert all(map(gone, made))


def test_a_child_that_dies_wakes_the_nursery(driven: Driven) -> None:
    pid, folder = driven.give()
    wake, alarm = os.pipe()
    os.set_blocking(wake, False)
    os.kill(pid, signal.SIGKILL)
    exited(pid)
    os.write(alarm, b"!")
    assert driven.fork_server._turn(wake) is True
    assert not folder.exists()
    assert not select.select([wake], [], [], 0)[0]
    os.close(wake)
    os.close(alarm)


def test_settling_waits_for_a_worker_that_has_left_its_group(
    driven: Driven, monkeypatch: pytest.MonkeyPatch, commands: dict[str, list[str]]
) -> None:
    pid, _ = driven.give()
    driven.fork_server._ended.add(pid)
    driven.fork_server._settle()
    assert gone(pid)


def test_a_worker_that_gets_the_number_of_an_ended_one_lives(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel gives the numbers of dead processes again."""
    pid, _ = driven.give()
    driven.fork_server._end(pid)
    driven.fork_server._settle()
    assert pid not in driven.fork_server._ended
    next_one = started(SLEEP)
    driven.fork_server._statuses[next_one] = 9
    with monkeypatch.context() as patched:
        patched.setattr(os, "fork", lambda: next_one)
        again, _ = driven.give()
    assert again == next_one
    assert again not in driven.fork_server._statuses
    driven.fork_server._settle()
    assert not gone(again)


def test_the_child_of_a_fork_becomes_a_worker(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[Any] = []
    readers: list[int] = []

    class Left(BaseException):
        """In place of the worker's end."""

    def become(server: Server, channel: socket.socket, said: int, folder: str, fork_server: int) -> None:
        became.append((server, folder, fork_server))
        channel.close()
        os.close(said)
        raise Left

    monkeypatch.setattr(os, "fork", lambda: 0)
    monkeypatch.setattr(inside, "_become_worker", become)
    monkeypatch.setattr(limits, "be_read_by", readers.append)
    with pytest.raises(Left):
        driven.fork_server._give(os.getppid())
    ((server, folder, fork_server),) = became
    assert readers == [os.getppid()]
    assert (server, fork_server) == (driven.fork_server._server, os.getpid())
    assert os.path.dirname(folder) == driven.fork_server._base
    assert os.path.isdir(folder)


def test_work_serves_in_the_folder_until_the_judge_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_modules: None
) -> None:
    ours, theirs = socket.socketpair()
    hooks: dict[str, Callable[[], Any]] = {}
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.setattr(os, "register_at_fork", lambda **each: hooks.update(each))
    ours.close()
    with theirs:
        inside.work(Server(), theirs, str(tmp_path))
        assert os.environ["TMPDIR"] == str(tmp_path)
        hooks["after_in_child"]()
        assert theirs.fileno() == -1


def test_work_does_without_fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Any] = []
    server = Server()
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.delattr(os, "register_at_fork")
    monkeypatch.setattr(Server, "run", lambda self, channel: served.append((self, channel)))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        inside.work(server, theirs, str(tmp_path))
        assert served == [(server, theirs)]


def test_a_quiet_process_reads_nothing_and_writes_to_the_judge(tmp_path: Path) -> None:
    root = Path(inside.__file__).parents[3]
    script = """if True:
        import os, sys
        from graders.workers.inside.spawner import become_quiet, open_streams
        become_quiet(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT))
        open_streams()
        print("out", repr(sys.stdin.read()))
        print("half a pair \\ud800", file=sys.__stderr__)
        os.write(1, b"raw")
    """
    said = tmp_path / "said"
    subprocess.run([sys.executable, "-c", script, said], cwd=root, input=b"secret", check=True)
    assert said.read_text() == "out ''\nhalf a pair \\ud800\nraw"


# What a worker leaves in its folder


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "base" / "scratch"
    folder.mkdir(parents=True)
    return folder


def test_a_folder_is_removed_with_files_folders_and_links(scratch: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("kept")
    (scratch / "a" / "b").mkdir(parents=True)
    (scratch / "a" / "b" / "file").touch()
    (scratch / "file").touch(mode=0)
    (scratch / "to_a_folder").symlink_to(outside)
    (scratch / "a" / "to_a_file").symlink_to(outside / "file")
    (scratch / "to_nothing").symlink_to("nowhere")
    (scratch / "to_itself").symlink_to(".")
    _remove(str(scratch))
    assert os.listdir(tmp_path / "base") == []
    assert (outside / "file").read_text() == "kept"


def test_folders_that_nobody_may_enter_are_removed_too(scratch: Path) -> None:
    (scratch / "closed" / "within").mkdir(parents=True)
    (scratch / "closed" / "within" / "file").touch()
    for folder in (scratch / "closed" / "within", scratch / "closed"):
        folder.chmod(0)
    _remove(str(scratch))
    assert os.listdir(scratch.parent) == []


def test_folders_deeper_than_a_path_can_name_are_removed(scratch: Path) -> None:
    here = os.open(scratch, os.O_RDONLY)
    for _ in range(3000):  # 6,000 characters and more than Python's stack
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    _remove(str(scratch))
    assert os.listdir(scratch.parent) == []


def test_removing_a_folder_that_is_gone_does_nothing(scratch: Path) -> None:
    _remove(str(scratch / "gone"))
    assert os.listdir(scratch.parent) == ["scratch"]

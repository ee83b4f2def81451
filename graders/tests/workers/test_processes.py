from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graders.tests.conftest import MakesExecution
from graders.workers import processes

CHILD = "import sys; print(1, flush=True); sys.stdin.read()"
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-S", "-c", {CHILD!r}], stdin=sys.stdin)
child.wait()
"""
GONE = 2**22 + 1
"""A process that cannot be."""


@pytest.fixture
def family() -> Iterator[subprocess.Popen[bytes]]:
    """A process with one child; the child has said that it runs, and both wait."""
    with subprocess.Popen(
        [sys.executable, "-S", "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process


@pytest.fixture
def unwatched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without /proc."""
    monkeypatch.setattr(processes, "PROC", tmp_path)


def test_linux_is_watched() -> None:
    assert processes.watched() == (sys.platform == "linux")


def test_a_tree_is_a_process_and_all_below(family: subprocess.Popen[bytes]) -> None:
    first, *below = processes.tree(family.pid)
    assert first == family.pid
    assert below == processes.children(family.pid)
    assert len(below) == 1


@pytest.mark.usefixtures("unwatched")
def test_a_tree_is_known_without_proc_too(family: subprocess.Popen[bytes]) -> None:
    assert not processes.watched()
    assert len(processes.tree(family.pid)) == 2
    assert processes.tree(GONE) == [GONE]


def asleep(pid: int) -> processes.Usage | None:
    """What a process has used once it sleeps."""
    end = time.monotonic() + 10
    while (used := processes.usage(pid)) and not used.asleep and time.monotonic() < end:
        time.sleep(0.001)
    return used


def test_who_waits_is_asleep_and_who_runs_is_not(family: subprocess.Popen[bytes]) -> None:
    waiting = asleep(family.pid)
    running = processes.usage(os.getpid())
    assert waiting is not None
    assert running is not None
    assert (waiting.asleep, running.asleep) == (True, False)
    assert running.cpu > waiting.cpu > 0


def test_usage_grows_with_work() -> None:
    before = processes.usage(os.getpid())
    assert before is not None
    # Where threads of this process have ended, the kernel tells of it in ticks of a hundredth of a second.
    for _ in range(1_000):
        sum(range(1_000_000))
        after = processes.usage(os.getpid())
        assert after is not None
        if after.cpu > before.cpu:
            return
    pytest.fail("no work was seen")


@pytest.mark.usefixtures("unwatched")
def test_usage_is_known_without_proc_too(family: subprocess.Popen[bytes]) -> None:
    used = asleep(family.pid)
    assert used is not None
    assert (used.asleep, used.waited) == (True, 0)
    assert len(processes.usages(family.pid)) == 2


@pytest.mark.parametrize("proc", ["watched", "unwatched"])
def test_who_is_gone_has_no_usage(proc: str, request: pytest.FixtureRequest) -> None:
    if proc == "unwatched":
        request.getfixturevalue(proc)
    assert processes.usage(GONE) is None
    assert processes.usages(GONE) == {}


@pytest.mark.parametrize("proc", ["watched", "unwatched"])
def test_a_zombie_has_no_usage(proc: str, request: pytest.FixtureRequest) -> None:
    if proc == "unwatched":
        request.getfixturevalue(proc)
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE
    assert processes.usage(process.pid) is None
    process.wait()


def test_the_kernel_may_keep_the_schedule_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / str(os.getpid()) / "task" / str(os.getpid())
    folder.mkdir(parents=True)
    fields = ["S", *["0"] * 10, "200", "100", "70", "30", "0", "0", "3", *["0"] * 3, "5", *["0"] * 5]
    for path in (folder, folder.parent.parent):
        (path / "stat").write_text(f"7 (a name) with ) brackets) {' '.join(fields)}")
    (tmp_path / "self" / "task").mkdir(parents=True)
    monkeypatch.setattr(processes, "PROC", tmp_path)
    monkeypatch.setattr(os, "listdir", lambda path: [str(os.getpid())])
    used = processes.usage(os.getpid())
    tick, page = processes.TICKS_PER_SECOND, processes.PAGE_BYTES
    assert used == processes.Usage(300 / tick, 0, True, 0, memory=5 * page, tasks=3, gone=100 / tick)


def test_threads_are_counted_by_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listing of them missed one that lived, once in 28,000 looks, while others ended."""
    assert processes.tasks(os.getpid()) >= processes.watched()
    assert processes.tasks(GONE) == 0
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "stat").write_text(f"7 (a b) c) {' '.join(['S', *map(str, range(4, 53))])}")
    monkeypatch.setattr(processes, "PROC", tmp_path)
    assert processes.tasks(7) == 20  # the number of the field, in proc(5)


@pytest.mark.skipif(sys.platform != "linux", reason="a thread that has just ended is still listed on Linux only")
def test_a_thread_that_has_just_ended_does_not_hide_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: [str(GONE), *listed(path)])
    used = processes.usage(os.getpid())
    assert used is not None
    assert used.tasks == processes.tasks(os.getpid())


def test_memory_is_known_of_those_who_live() -> None:
    assert processes.peak_memory(os.getpid()) >= processes.resident(os.getpid()) > 1 << 20
    assert (processes.peak_memory(GONE), processes.resident(GONE)) == (0, 0)


def test_a_peak_can_be_reset(family: subprocess.Popen[bytes]) -> None:
    assert processes.reset_peak(family.pid)
    assert processes.peak_memory(family.pid) - processes.resident(family.pid) < 1 << 20
    assert not processes.reset_peak(GONE)


def test_a_status_without_the_field_tells_nothing() -> None:
    assert processes._status(os.getpid(), ("NoSuchField:",)) == 0


def test_a_command_is_told_in_words() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(["cat", "-", *["a-long-name"] * 200], stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0) as cat:
        assert cat.stdin
        assert cat.stdout
        cat.stdin.write(b"it runs")
        assert cat.stdout.read(7) == b"it runs"
        told = processes.command(cat.pid)
        cat.communicate()
    assert told.startswith("cat - a-long-name a-long-name")
    assert len(told) == 2000


def test_the_command_of_a_forked_worker_says_nothing_of_its_boot(execute: MakesExecution) -> None:
    assert processes.command(execute("pass").worker.pid) == "a forked copy of your process"


def test_a_command_of_several_lines_is_told_in_one(family: subprocess.Popen[bytes]) -> None:
    told = processes.command(family.pid)
    assert told.startswith(f"{sys.executable} -S -c import subprocess, sys child = ")


def test_who_is_gone_has_no_command() -> None:
    assert processes.command(GONE) == "?"


def test_what_a_process_has_written_is_counted(family: subprocess.Popen[bytes]) -> None:
    me = os.getpid()
    begun = processes.written(me)
    come, go = os.pipe()
    os.write(go, b"x" * 1000)
    os.close(come)
    os.close(go)
    after = processes.written(me)
    assert begun
    assert after
    assert after.bytes >= begun.bytes + 1000
    assert after.calls > begun.calls
    assert processes.written(GONE) is None


@pytest.mark.usefixtures("unwatched")
def test_what_a_process_has_written_is_counted_without_proc_too(family: subprocess.Popen[bytes]) -> None:
    assert processes.written(family.pid) is not None
    assert processes.written(GONE) is None


def states(pid: int) -> set[str]:
    return {thread.state for each in processes.tree(pid) for thread in processes._scheduled(each)}


def test_a_tree_stands_still_within_the_block(family: subprocess.Popen[bytes]) -> None:
    with processes.stopped(family.pid):
        assert states(family.pid) == {"T"}
    assert "T" not in states(family.pid)


def test_a_tree_goes_on_whatever_happened(family: subprocess.Popen[bytes]) -> None:
    with pytest.raises(ZeroDivisionError), processes.stopped(family.pid):
        raise ZeroDivisionError
    assert "T" not in states(family.pid)


def test_who_was_woken_meanwhile_is_told(family: subprocess.Popen[bytes]) -> None:
    def wake() -> None:
        os.kill(processes.children(family.pid)[0], signal.SIGCONT)
        while states(family.pid) == {"T"}:
            pass

    with pytest.raises(ProcessLookupError, match="was woken"), processes.stopped(family.pid):
        wake()


def test_who_does_not_stop_is_given_up(family: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_stands", lambda pid: False)
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.0)
    with pytest.raises(TimeoutError, match="does not stop"), processes.stopped(family.pid):
        pass
    monkeypatch.undo()
    assert "T" not in states(family.pid)


def test_nobody_has_to_be_stopped_who_is_gone() -> None:
    with processes.stopped(GONE):
        pass

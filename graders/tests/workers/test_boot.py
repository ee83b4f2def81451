from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from graders.tests.children import alive
from graders.workers import boot, spawners
from graders.workers.spawners import ForkServer

linux = pytest.mark.skipif(sys.platform != "linux", reason="fork servers fork on Linux")
posix = pytest.mark.skipif(os.name != "posix", reason="descriptors are handed to another process by number")


@pytest.fixture(autouse=True)
def nobody_ahead() -> Iterator[None]:
    boot.dismiss()
    yield
    boot.dismiss()


def started() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


@posix
def test_one_that_was_started_ahead_is_taken_by_who_asks_first() -> None:
    boot.prestart(2)
    (first,) = boot._AHEAD
    assert boot.connected(1, boot.plain()) is first
    second = boot.connected(1, boot.plain())
    assert second is not first
    first.dismiss()
    second.dismiss()


@posix
@pytest.mark.parametrize(
    ("count", "more"), [(3, {}), (1, {"KATAS": "1"})], ids=["too few channels", "another environment"]
)
def test_one_that_does_not_fit_is_not_taken(count: int, more: dict[str, str]) -> None:
    boot.prestart(2)
    (first,) = boot._AHEAD
    other = boot.connected(count, boot.plain() | more)
    assert other is not first
    assert len(other.channels) == count
    other.dismiss()


@posix
def test_one_that_nobody_asked_for_leaves() -> None:
    before = started()
    boot.prestart(1)
    assert len(started() - before) == 1
    boot.dismiss()
    assert started() <= before


@posix
def test_what_cannot_be_started_ahead_is_left_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise BlockingIOError("no more processes")

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", refused)
        boot.prestart(1)
    assert boot._AHEAD == []


def test_nothing_is_started_ahead_where_nothing_can_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    boot.prestart(1)
    assert boot._AHEAD == []


def test_the_environment_is_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    monkeypatch.setenv("TZ", "UTC")
    plain = boot.plain()
    assert plain["TZ"] == "UTC"
    assert "TOKEN" not in plain


@linux
def test_a_grading_takes_the_one_ahead() -> None:
    boot.prestart(2)
    (first,) = boot._AHEAD
    spawner = spawners.start()
    assert isinstance(spawner, ForkServer)
    assert spawner._process_of.pid == first.process.pid
    spawner.close()


@linux
def test_several_nurseries_come_from_one_interpreter_and_end_by_themselves() -> None:
    before = started()
    one, other = spawners.several(2)
    assert len(started() - before) == 1
    assert one.pid != other.pid
    workers = [each.spawn() for each in (one, other)]
    one.close()
    assert [psutil.pid_exists(worker.pid) for worker in workers] == [False, True]
    assert started() - before
    other.close()
    assert not any(psutil.pid_exists(worker.pid) for worker in workers)
    assert started() <= before
    for worker in workers:
        worker.channel.close()
        worker.output.finish()


@linux
def test_a_nursery_that_is_killed_leaves_the_other_alone() -> None:
    one, other = spawners.several(2)
    psutil.Process(one.pid).kill()
    worker = other.spawn()
    assert psutil.pid_exists(worker.pid)
    one.close()
    other.end(worker.pid)
    other.close()
    worker.channel.close()
    worker.output.finish()


def test_several_judges_each_get_fresh_interpreters_where_there_is_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    made = spawners.several(2)
    assert [type(each).__name__ for each in made] == ["FreshSpawner"] * 2
    for each in made:
        each.close()


@linux
def test_an_interpreter_whose_judge_is_gone_leaves() -> None:
    program = "import os\nfrom graders.workers import boot\nboot.prestart(1)\n"
    program += "print(boot._AHEAD[0].process.pid, flush=True)\nos._exit(0)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    pid = int(done.stdout)
    end = time.monotonic() + 30
    while alive(pid):
        assert time.monotonic() < end, "an interpreter is left"
        time.sleep(0.01)


class Limits:
    """Stands for the module resource."""

    RLIMIT_NOFILE, RLIM_INFINITY = 7, -1

    def __init__(self, soft: int, hard: int) -> None:
        self.now = soft, hard

    def getrlimit(self, kind: int) -> tuple[int, int]:
        assert kind == self.RLIMIT_NOFILE
        return self.now

    def setrlimit(self, kind: int, limits: tuple[int, int]) -> None:
        assert kind == self.RLIMIT_NOFILE
        self.now = limits


NEEDED = boot.OPEN_FILES + boot.OPEN_FILES_A_CHANNEL


@pytest.mark.parametrize(
    ("soft", "hard", "then"),
    [(1024, 4096, 1024), (64, 4096, NEEDED), (64, Limits.RLIM_INFINITY, NEEDED), (Limits.RLIM_INFINITY, -1, -1)],
)
def test_a_limit_on_open_files_is_raised_where_it_may_be(
    soft: int, hard: int, then: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits(soft, hard)
    monkeypatch.setattr(boot, "resource", limits)
    boot.make_room()
    assert limits.now == (then, hard)


def test_a_limit_that_cannot_be_raised_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boot, "resource", Limits(64, 200))
    with pytest.raises(
        OSError, match=f"a process may have 200 open files here, grading needs {NEEDED + 4}; "
    ) as caught:
        boot.make_room(2)
    assert caught.value.errno == errno.EMFILE


def test_where_there_are_no_limits_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boot, "resource", None)
    boot.make_room()

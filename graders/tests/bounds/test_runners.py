from __future__ import annotations

import os
import threading
import time

import pytest

from graders.bounds import runners
from graders.bounds.runners import Place, Threads
from graders.model import interpreter
from graders.workers import processes

MAIN, THREAD, OTHER_THREAD = Place(1, 1, 0), Place(1, 21, 0), Place(1, 22, 0)
INNER, OTHER_INNER = Place(1, 31, 1), Place(1, 32, 2)
ELSEWHERE = Place(11, 11, 0)


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> dict[int, processes.Task]:
    """What the threads of the learner's process do."""
    told: dict[int, processes.Task] = {}
    monkeypatch.setattr(processes, "threads", lambda pid: told)
    return told


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> None:
    """A free-threaded build."""
    monkeypatch.setattr(interpreter, "threads_run_side_by_side", lambda: True)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual build."""
    monkeypatch.setattr(interpreter, "threads_run_side_by_side", lambda: False)


def looked(tasks: dict[int, processes.Task], *ready: tuple[bool, bool], sleeps: int = 0) -> Threads:
    """Threads of two interpreters, ready or not at each look; each time they have had 0.1 s and slept so often."""
    threads = Threads(1)
    for number, (one, other) in enumerate(ready):
        slept = number * sleeps
        tasks.update({31: processes.Task(one, number / 10, slept), 32: processes.Task(other, number / 10, 0)})
        threads.look([INNER, OTHER_INNER, ELSEWHERE])
    return threads


@pytest.mark.usefixtures("locked")
def test_threads_of_the_usual_build_are_their_process() -> None:
    threads = Threads(1)
    assert [threads.number(each) for each in (MAIN, THREAD, OTHER_THREAD, ELSEWHERE)] == [1, 1, 1, 11]
    assert not any(map(threads.run_beside, (MAIN, THREAD, ELSEWHERE)))


@pytest.mark.usefixtures("free")
def test_threads_of_a_free_threaded_build_run_beside_the_calling_one(tasks: dict[int, processes.Task]) -> None:
    threads = Threads(1)
    assert [threads.number(each) for each in (MAIN, THREAD, OTHER_THREAD, ELSEWHERE)] == [1, 21, 22, 11]
    assert [threads.run_beside(each) for each in (MAIN, THREAD, ELSEWHERE)] == [False, True, False]


@pytest.mark.usefixtures("locked")
def test_interpreters_whose_threads_are_ready_at_once_run_side_by_side(tasks: dict[int, processes.Task]) -> None:
    threads = looked(tasks, *[(True, True)] * 15, (True, False), sleeps=4)
    assert [threads.number(each) for each in (INNER, OTHER_INNER)] == [31, 32]
    assert threads.run_beside(INNER)
    assert not threads.run_beside(THREAD)
    assert threads.cpu == {31: 1.5, 32: 1.5}


@pytest.mark.usefixtures("locked")
def test_a_thread_that_sleeps_again_and_again_waits_for_a_lock(tasks: dict[int, processes.Task]) -> None:
    """On a busy machine it is ready to run for long: it has the lock, but no core."""
    threads = looked(tasks, *[(True, True)] * 15, sleeps=20)
    assert not threads.run_beside(INNER)
    assert threads.run_beside(OTHER_INNER)


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize(
    "ready",
    [
        [(True, False), (False, True)] * 10,
        [(True, True)] * (runners.MIN_LOOKS - 1),
        [(True, True), (True, True), (False, True)] * 9,
        [],
    ],
)
def test_threads_that_were_not_seen_side_by_side_do_not_count(
    tasks: dict[int, processes.Task], ready: list[tuple[bool, bool]]
) -> None:
    """What an interpreter is called says nothing: a learner could tell any number."""
    assert not looked(tasks, *ready).run_beside(INNER)


@pytest.mark.usefixtures("locked")
def test_one_thread_alone_tells_nothing(tasks: dict[int, processes.Task]) -> None:
    threads = Threads(1)
    tasks[31] = processes.Task(True, 0.5, 0)
    for _ in range(9):
        threads.look([INNER, OTHER_INNER])
    assert not threads.run_beside(INNER)


@pytest.mark.usefixtures("locked")
def test_processes_alone_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "threads", None)
    Threads(1).look([ELSEWHERE, MAIN, THREAD])


@pytest.mark.skipif(not processes.watched(), reason="nobody tells of threads")
def test_threads_are_told_apart() -> None:
    over = threading.Event()
    waiting = threading.Thread(target=over.wait)
    waiting.start()
    try:
        end = time.monotonic() + 30
        while processes.threads(os.getpid())[waiting.native_id or 0].ready:
            assert time.monotonic() < end
        found = processes.threads(os.getpid())
    finally:
        over.set()
        waiting.join()
    assert found[threading.get_native_id()].ready
    assert found[threading.get_native_id()].cpu > 0
    assert found[threading.get_native_id()].sleeps >= 0
    assert processes.threads(2**22 + 1) == {}

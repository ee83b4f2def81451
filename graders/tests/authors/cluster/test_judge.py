from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe

import pytest

from graders.authors.cluster import judge, turns
from graders.authors.cluster.parcels import Found, Parcel, Run, pack, unpack
from graders.judge.plan import Confinement, Task
from graders.model.report import Outcome
from graders.submissions.sources import Answer
from graders.tests.repositories import REFERENCE, STUB, Repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Dask worker judges there")

WAIT_SECONDS = 60.0


def parcel(run: Run, text: str, alone: bool = False) -> bytes:
    answer = Answer("running_total.py", text.encode())
    return pack(Parcel(run.name, Task(run.exercises[0], answer, 7, run.confinement), alone))


@pytest.fixture
def run(repository: Repository) -> Run:
    return Run("katas-1", (repository.exercise(),), Confinement())


def served(run: Run, *parcels: bytes) -> list[Found]:
    """What a judge of this process answers to these parcels."""
    ours, theirs = Pipe()
    answers: list[Found] = []

    def ask() -> None:
        with ours:
            ours.send_bytes(pack(run))
            for each in parcels:
                ours.send_bytes(each)
                if not ours.poll(WAIT_SECONDS):
                    return
                with suppress(EOFError):  # it was told to leave
                    answers.append(unpack(ours.recv_bytes(), Found))

    asks = threading.Thread(target=ask)
    asks.start()
    with theirs:
        judge.serve(theirs)
    asks.join(WAIT_SECONDS)
    return answers


def test_each_task_is_answered_before_the_next(run: Run) -> None:
    good, todo, again = served(run, parcel(run, REFERENCE), parcel(run, STUB), parcel(run, REFERENCE))
    assert {test.outcome for test in good.tests} == {Outcome.PASSED}
    assert Outcome.PASSED not in {test.outcome for test in todo.tests}
    assert [test.outcome for test in again.tests] == [test.outcome for test in good.tests]
    assert good.faults == todo.faults == ()


@pytest.fixture
def turns_asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each turn on the host that was asked for, whether alone."""
    asked: list[bool] = []

    @contextmanager
    def turn(alone: bool) -> Iterator[None]:
        asked.append(alone)
        yield

    monkeypatch.setattr(judge, "turn", turn)
    return asked


def test_each_test_has_its_turn_on_the_host(run: Run, turns_asked: list[bool]) -> None:
    served(run, parcel(run, REFERENCE), parcel(run, REFERENCE, alone=True))
    tests = len(turns_asked) // 2
    assert turns_asked == [False] * tests + [True] * tests
    assert tests == 2


def test_a_test_of_parallel_work_has_the_host_alone(repository: Repository, turns_asked: list[bool]) -> None:
    tests = "from graders import allow, parallel_work, probe\nfrom running_total import running_total\n\n"
    tests += 'pytestmark = allow("processes")\n\n\ndef test_a():\n    """It is there.\n\n    Try: it.\n    """\n'
    tests += "    assert list(running_total([1])) == [1]\n\n\ndef test_b():\n"
    tests += '    """It is there.\n\n    Try: it.\n    """\n    measured()\n\n\n'
    tests += "def measured():\n    parallel_work(probe(str), workers=2)\n"
    exercise = repository.exercise(tests=tests)
    run = Run("katas-1", (exercise,), Confinement())
    served(run, parcel(run, REFERENCE))
    assert turns_asked == [False, True]


def test_tests_that_cannot_be_collected_are_a_fault_of_ours(repository: Repository) -> None:
    exercise = repository.exercise(tests="from running_total import running_total\n\nassert running_total is None\n")
    run = Run("katas-1", (exercise,), Confinement())
    first, second = served(run, parcel(run, REFERENCE), parcel(run, REFERENCE))
    assert first.tests == second.tests == []
    assert any("test_running_total.py" in fault for fault in first.faults)
    assert second.faults == (f"running_total: {judge.NO_TESTS}",)


def test_what_breaks_a_judge_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def turn(alone: bool) -> None:
        raise RuntimeError("no room for turns")

    monkeypatch.setattr(judge, "turn", turn)
    ours, theirs = Pipe()
    with ours, theirs:
        ours.send_bytes(pack(run))
        ours.send_bytes(parcel(run, REFERENCE))
        with pytest.raises(RuntimeError, match="no room for turns"):
            judge.serve(theirs)


def test_a_judge_without_a_task_leaves(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "IDLE_SECONDS", 0.0)
    ours, theirs = Pipe()
    with ours, theirs:
        ours.send_bytes(pack(run))
        judge.serve(theirs)  # returns
        assert not ours.poll()


def test_a_judge_that_is_told_so_leaves(run: Run) -> None:
    assert served(run, parcel(run, REFERENCE), judge.NO_MORE)[1:] == []


def test_a_channel_that_is_closed_ends_a_judge(run: Run) -> None:
    assert served(run) == []
    ours, theirs = Pipe()
    ours.close()
    with theirs, pytest.raises(EOFError):
        judge.serve(theirs)


def test_where_turns_are_kept_is_no_place_of_learners() -> None:
    assert turns.folder().stat().st_mode & 0o077 == 0

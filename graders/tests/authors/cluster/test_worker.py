from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from graders.authors.cluster import worker
from graders.authors.cluster.parcels import Found, Host, Parcel, Run, pack, unpack
from graders.authors.cluster.worker import Judging
from graders.judge.plan import Confinement, Task
from graders.model import exercises
from graders.model.report import Outcome
from graders.submissions.sources import answer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Dask worker judges there")

EXERCISE = exercises.select(["raffle_tickets"], exercises.find_exercises())[0]
RUN = Run("katas-1", (EXERCISE,), Confinement())
PARCEL = pack(Parcel(RUN.name, Task(EXERCISE, answer(EXERCISE.stub), 7, RUN.confinement)))


@pytest.fixture
def judging() -> Iterator[Judging]:
    made = Judging()
    made.begin(pack(RUN))
    yield made
    made.end(RUN.name)


def outcomes(data: bytes) -> set[Outcome]:
    return {test.outcome for test in unpack(data, Found).tests}


def process(judging: Judging) -> int:
    return judging._judges[RUN.name]._process.pid


def test_a_host_introduces_itself() -> None:
    said = unpack(worker.introduce(pack(RUN)), Host)
    assert said.name
    assert "separate" in said.isolation


def test_one_judge_answers_all_tasks_of_a_run(judging: Judging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")  # as Dask does
    start, given = subprocess.Popen, []

    def started(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        given.append(options["env"])  # a judge hides its own from all but root
        return start(*arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", started)
    assert outcomes(judging.answer(PARCEL)) == {Outcome.TODO}
    first = process(judging)
    (environment,) = given
    assert "PATH" in environment
    assert "MALLOC_TRIM_THRESHOLD_" not in environment
    assert outcomes(judging.answer(PARCEL)) == {Outcome.TODO}
    assert process(judging) == first


def test_a_judge_that_left_meanwhile_is_started_again(judging: Judging) -> None:
    judging.answer(PARCEL)
    first = process(judging)
    os.kill(first, signal.SIGKILL)
    judging._judges[RUN.name]._process.wait()
    assert outcomes(judging.answer(PARCEL)) == {Outcome.TODO}
    assert process(judging) != first


def test_a_judge_that_dies_on_a_task_loses_no_other(judging: Judging) -> None:
    judging.answer(PARCEL)
    os.kill(process(judging), signal.SIGSTOP)  # it will not answer before it is killed
    told: list[bytes] = []
    asks = threading.Thread(target=lambda: told.append(judging.answer(PARCEL)))
    asks.start()
    while not judging._lock.locked():
        time.sleep(0.001)
    os.kill(process(judging), signal.SIGKILL)
    asks.join()
    assert told == [worker.GONE]
    assert outcomes(judging.answer(PARCEL)) == {Outcome.TODO}


def test_nothing_of_a_run_is_left_when_it_has_ended(judging: Judging) -> None:
    judging.answer(PARCEL)
    kept = process(judging)
    judging.end(RUN.name)
    with pytest.raises(ProcessLookupError):
        os.kill(kept, 0)
    assert judging.answer(PARCEL) == worker.GONE
    judging.end(RUN.name)  # twice is once

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graders.authors import verify
from graders.judge import pool, session
from graders.judge.pool import side_by_side
from graders.model.errors import Usage
from graders.model.report import TestResult
from graders.tests.children import alive
from graders.tests.commands.test_grade import OTHER, graded, outcomes
from graders.tests.repositories import READS_ALL, TESTS, Repository

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="judges are forked on Linux only")


def answers(count: int, jobs: int, do: Callable[[int], bytes]) -> dict[int, bytes | None]:
    """What several judges make of jobs."""
    return dict(side_by_side(count, jobs, lambda judge: do, lambda: None))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_job_is_done_once(count: int) -> None:
    done = list(side_by_side(count, 7, lambda judge: lambda job: b"%d" % job, lambda: None))
    assert sorted(done) == [(job, b"%d" % job) for job in range(7)]


def test_a_single_judge_is_this_process() -> None:
    assert answers(1, 2, lambda job: b"%d" % os.getpid()) == dict.fromkeys(range(2), b"%d" % os.getpid())


def test_there_may_be_more_judges_than_jobs_and_no_job() -> None:
    assert answers(3, 1, lambda job: b"x") == {0: b"x"}
    assert answers(2, 0, lambda job: b"x") == {}


def test_long_and_empty_answers_arrive_whole() -> None:
    assert answers(2, 2, lambda job: b"long" * 500_000 * job) == {0: b"", 1: b"long" * 500_000}


def test_the_judges_are_other_processes_and_know_their_number() -> None:
    done = side_by_side(2, 9, lambda judge: lambda job: b"%d %d" % (judge, os.getpid()), lambda: None)
    seen = {answer for _, answer in done}
    assert seen <= {answer for answer in seen if answer and int(answer.split()[1]) != os.getpid()}
    assert {answer.split()[0] for answer in seen if answer} <= {b"0", b"1"}


def test_a_judge_that_dies_loses_its_job_and_nothing_else() -> None:
    def do(job: int) -> bytes:
        if job == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"done"

    assert answers(2, 5, do) == {0: b"done", 1: None, 2: b"done", 3: b"done", 4: b"done"}


def test_jobs_that_nobody_is_left_to_do_are_lost() -> None:
    assert answers(2, 5, lambda job: os._exit(3)) == dict.fromkeys(range(5))


def test_a_judge_that_raises_is_a_judge_that_died(capfd: pytest.CaptureFixture[str]) -> None:
    assert answers(2, 1, lambda job: bytes(1 // job)) == {0: None}
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_each_judge_tidies_up_at_the_end(tmp_path: Path) -> None:
    def end() -> None:
        (tmp_path / str(os.getpid())).touch()

    list(side_by_side(2, 1, lambda judge: lambda job: b"", end))
    assert len(list(tmp_path.iterdir())) == 2


def test_who_stops_listening_ends_the_judges() -> None:
    before = {child.pid for child in psutil.Process().children()}

    def do(job: int) -> bytes:
        time.sleep(60 * job)
        return b""

    done = side_by_side(2, 3, lambda judge: do, lambda: None)
    assert next(done) == (0, b"")
    done.close()  # type: ignore[attr-defined]
    assert {child.pid for child in psutil.Process().children()} <= before


def test_judges_leave_in_the_middle_of_a_job_when_the_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, signal, time\n"
        "from graders.judge.pool import side_by_side\n"
        "def do(job):\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # no handler's turn comes\n"
        "    os.write(1, b'%d\\n' % os.getpid())  # in one go: there are two of us\n"
        "    time.sleep(600)\n"
        "list(side_by_side(2, 2, lambda judge: do, lambda: None))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pids = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
    end = time.monotonic() + 30
    while any(map(alive, pids)):
        assert time.monotonic() < end, "a judge is left"
        time.sleep(0.01)


def test_several_judges_grade_what_one_does(repository: Repository) -> None:
    repository.exercise()
    repository.exercise(OTHER)
    one, several = (graded(repository, "--solutions", "--seed", "5", "--jobs", jobs) for jobs in "12")
    assert one[0] == several[0] == 0
    assert outcomes(one[1]) == outcomes(several[1]) == dict.fromkeys(["running_total", "count_words"], ["passed"] * 2)
    assert [each["name"] for each in several[1]["exercises"]] == ["running_total", "count_words"]


def test_a_test_of_parallel_work_runs_while_no_other_does(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log, judged = tmp_path / "log", session._judged

    def spied(item: pytest.Item) -> TestResult:
        log.open("a").write(f"{item.name} begins\n")
        time.sleep(0.01)
        try:
            return judged(item)
        finally:
            log.open("a").write(f"{item.name} ends\n")

    monkeypatch.setattr(session, "_judged", spied)
    parallel = 'from graders import parallel_work, probe\n\n\ndef test_p():\n    """P.\n\n    Try: p.\n    """\n'
    parallel += "    assert callable(parallel_work)\n"
    repository.exercise(tests=parallel + "\n\n" + TESTS)
    repository.exercise(OTHER, tests=parallel + "\n\n" + TESTS)
    assert graded(repository, "--solutions", "--jobs", "2")[0] == 0
    lines = log.read_text().splitlines()
    alone = [place for place, line in enumerate(lines) if line == "test_p begins"]
    assert [lines[place + 1] for place in alone] == ["test_p ends"] * 2


def test_an_exercise_whose_judge_died_is_a_fault_and_costs_the_others_nothing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.exercise()
    repository.exercise(OTHER, tests="import os\n\n\ndef test_of_an_author_who_errs():\n    os._exit(3)\n")
    code, data = graded(repository, "--solutions", "--jobs", "2")
    assert code == 4
    assert outcomes(data) == {"running_total": ["passed"] * 2, "count_words": ["fault"]}
    assert data["exercises"][1]["tests"][0]["message"] == "the judge died on it"


def test_several_judges_verify_what_one_does(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    repository.exercise(OTHER, reference=READS_ALL)
    assert verify.main(["--jobs", "2"]) == 1
    several = sorted(line.split("decoys")[0] for line in capsys.readouterr().out.splitlines())
    assert verify.main(["--jobs", "1"]) == 1
    assert several == sorted(line.split("decoys")[0] for line in capsys.readouterr().out.splitlines())
    assert len(several) > 4


def test_no_judges_are_a_wrong_usage(repository: Repository) -> None:
    repository.exercise()
    with pytest.raises(Usage, match="--jobs takes a whole number from 1"):
        graded(repository, "--jobs", "0")


def test_one_core_has_one_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {3})
    assert pool.cores() == 1
    monkeypatch.setattr(sys, "platform", "darwin")
    assert pool.cores() == 1

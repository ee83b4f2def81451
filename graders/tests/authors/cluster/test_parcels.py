from __future__ import annotations

import platform
from pathlib import Path

import msgspec
import pytest

from graders.authors.cluster.parcels import Found, Host, Parcel, Run, here, pack, refusal, unpack
from graders.judge.plan import Confinement, Task
from graders.model import exercises
from graders.model.report import Outcome, TestResult
from graders.submissions.sources import Answer
from graders.tests.repositories import Repository

OURS = Host("lab-1", "3.11.2, with the interpreter lock", "aaaa", "bbbb", "separate process, seccomp")


class Stranger:
    """Nothing that travels."""


def run_of(repository: Repository) -> Run:
    return Run("katas-1", (repository.exercise(),), Confinement())


def test_a_task_arrives_as_it_left() -> None:
    for each in exercises.find_exercises():
        task = Task(
            each, Answer("x.py", b"\x00\xff# \xe9", "is a link", "do", missing=True), 7, Confinement(strong=True)
        )
        assert unpack(pack(Parcel("katas-1", task, alone=True)), Parcel) == Parcel("katas-1", task, alone=True)


def test_an_exercise_arrives_as_that_of_the_copy_it_comes_to(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    exercise = repository.exercise()
    sent = pack(Run("katas-1", (exercise,), Confinement()))
    assert str(tmp_path).encode() not in sent
    monkeypatch.setattr(exercises, "ROOT", Path("/elsewhere"))
    (arrived,) = unpack(sent, Run).exercises
    assert arrived.folder == Path("/elsewhere") / exercise.folder.relative_to(repository.root)


def test_results_arrive_whole() -> None:
    found = Found([TestResult("test_a", Outcome.FAILED, "no", seconds=0.25)], ("a fault",))
    assert unpack(pack(found), Found) == found


@pytest.mark.parametrize("data", [b"", b"\xc1", pack(Found([]))[:-1]])
def test_what_is_no_parcel_is_not_taken_for_one(data: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        unpack(data, Parcel)


def test_nothing_travels_that_is_not_meant_to() -> None:
    with pytest.raises(NotImplementedError):
        pack(object())
    with pytest.raises(NotImplementedError):
        unpack(pack(Path(exercises.ROOT / "x")), Stranger)


def test_a_host_tells_what_its_results_depend_on(repository: Repository) -> None:
    run = run_of(repository)
    before = here(run)
    assert before.name == platform.node()
    assert before.python.startswith(platform.python_version())
    exercise = run.exercises[0]
    exercise.tests.write_text(exercise.tests.read_text() + "\n# mended\n")
    assert here(run).course != before.course
    exercise.tests.unlink()
    assert here(run).graders == before.graders


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"name": "lab-2"}, ""),
        ({"python": "3.12.1, with the interpreter lock"}, "it has Python 3.12.1, with the interpreter lock; here"),
        ({"graders": "cccc"}, "its graders are others (cccc, here aaaa): update its copy"),
        ({"course": "cccc"}, "its exercises are others (cccc, here bbbb): update its copy"),
        ({"isolation": "separate process, no landlock, no seccomp"}, "it lacks landlock, seccomp of the lock-in"),
        ({"isolation": "separate process, seccomp, bubblewrap"}, "it holds code by separate process, seccomp, bubble"),
    ],
)
def test_a_host_that_is_another_is_refused_by_name(changes: dict[str, str], why: str) -> None:
    told = refusal(msgspec.structs.replace(OURS, **changes), OURS)
    assert told.startswith(why)
    assert bool(told) == bool(why)


def test_a_host_without_the_lock_in_is_taken_only_by_its_name() -> None:
    open_host = msgspec.structs.replace(OURS, isolation="separate process, no seccomp")
    assert "--unlocked lab-1" in refusal(open_host, open_host)
    assert refusal(open_host, OURS, ["lab-2"])
    assert refusal(open_host, OURS, ["lab-1"]) == ""
    assert refusal(msgspec.structs.replace(open_host, graders="cccc"), OURS, ["lab-1"])

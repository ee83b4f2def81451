"""The grading of a class: one pytest session whose judges take one learner's exercise after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import pytest

from graders import judges
from graders.catalogue import Exercise
from graders.classes.roster import Learner
from graders.classes.state import UNFINISHED
from graders.grade import by_exercise, quiet
from graders.plugin import GRADING, Grading
from graders.printable import one_line
from graders.rerun import judged
from graders.rights import rights_of
from graders.verdicts import ExerciseResult, Outcome, TestResult


@dataclass(frozen=True)
class Job:
    """One exercise of one learner."""

    learner: Learner
    exercise: Exercise

    @property
    def names(self) -> tuple[str, str]:
        """Of the learner and of the exercise."""
        return self.learner.name, self.exercise.name


Done = Callable[[Job, ExerciseResult], None]
"""Takes a result as soon as it is there."""


class Marking:
    """A pytest plugin: does the jobs in place of the tests that were collected."""

    def __init__(self, jobs: Sequence[Job], seed: int, done: Done) -> None:
        self._jobs = jobs
        self._seed = seed
        self._done = done
        self.faults: list[str] = []
        self.ended: BaseException | None = None
        """What broke the grading off: Ctrl-C, say, or a result that could not be kept."""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test file that cannot be collected is the grader's fault."""
        if report.failed:
            self.faults.append(f"{report.nodeid}: {one_line(str(report.longrepr).strip().splitlines()[-1])}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the jobs; those that tell nothing once more, alone on the machine."""
        grading = session.config.stash[GRADING]
        grading.seed, grading.explains = self._seed, False
        try:
            self._do(grading, by_exercise(session.items))
        except BaseException as ended:  # pytest would draw it on the screen, and go on
            self.ended = ended
        return True

    def _do(self, grading: Grading, items: dict[Exercise, list[pytest.Item]]) -> None:
        left = [job for job in self._jobs if job.exercise in items]
        for last in (False, True):
            found = _round(grading, items, left, alone=last)
            left = [job for job, result in found if not self._finished(job, result, last)]

    def _finished(self, job: Job, result: ExerciseResult, last: bool) -> bool:
        finished = last or result.outcome not in UNFINISHED
        if finished:
            self._done(job, result)
        return finished


def _round(
    grading: Grading, items: dict[Exercise, list[pytest.Item]], jobs: Sequence[Job], alone: bool
) -> Iterator[tuple[Job, ExerciseResult]]:
    """Each job with its result."""

    def begin(number: int) -> judges.Work:
        grading.become(number)
        return lambda place: _marked(grading, jobs[place], items[jobs[place].exercise])

    quiet_ones = [alone or "processes" in rights_of(items[job.exercise][0]) for job in jobs]
    for place, answer in judges.side_by_side(grading.judges, quiet_ones, begin, grading.close):
        yield jobs[place], _result(jobs[place], items, answer)


def _marked(grading: Grading, job: Job, items: list[pytest.Item]) -> bytes:
    grading.submission = job.learner.submission
    found = judged(items)
    grading.results.clear()
    return msgspec.json.encode(found)


def _result(job: Job, items: dict[Exercise, list[pytest.Item]], answer: bytes | None) -> ExerciseResult:
    if answer is None:
        tests = [TestResult(item.name, Outcome.FAULT, "the judge died on it") for item in items[job.exercise]]
    else:
        tests = msgspec.json.decode(answer, type=list[TestResult])
    exercise, file = job.exercise, job.learner.submission.file_of(job.exercise)
    return ExerciseResult(exercise.number, exercise.name, exercise.title, exercise.topic, file, tests)


def mark(jobs: Sequence[Job], seed: int, count: int, done: Done, strong: bool = False) -> list[str]:
    """Have ``count`` judges do the jobs; gives the faults that belong to no job.

    Raises:
        KeyboardInterrupt: somebody pressed Ctrl-C.
        Usage: a result could not be kept.
    """
    chosen = dict.fromkeys(job.exercise for job in jobs)
    marking = Marking(jobs, seed, done)
    flags = ["--strong"] if strong else []
    broken = quiet([*flags, *(str(exercise.tests) for exercise in chosen)], marking, judges=count)
    if marking.ended is not None:
        raise marking.ended
    if broken is not None:
        raise broken
    return marking.faults

"""The grading of a class: every task of every learner; equal answers to an exercise, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graders.authors.classes.roster import Learner
from graders.authors.classes.state import UNFINISHED
from graders.judge import session
from graders.judge.plan import Plan, Task
from graders.judge.results import exercise_result
from graders.model.exercises import Exercise
from graders.model.report import ExerciseResult, TestResult


@dataclass(frozen=True)
class Job:
    """One exercise of one learner."""

    learner: Learner
    exercise: Exercise

    @property
    def key(self) -> tuple[str, str]:
        """Tells it from all other jobs."""
        return self.learner.key, self.exercise.name

    def task(self, plan: Plan) -> Task:
        """What is to be judged."""
        return plan.task(self.exercise, self.learner.submission.answer(self.exercise))


Done = Callable[[Job, ExerciseResult], None]
"""Takes a result as soon as it is there."""


def mark(jobs: Sequence[Job], plan: Plan, done: Done) -> list[str]:
    """Have the plan's judges do the jobs; returns the faults that belong to no job.

    Those that tell nothing of the learner are done once more, alone on the machine.

    Raises:
        KeyboardInterrupt: somebody pressed Ctrl-C.
        Usage: a result could not be kept.
        Unable: the graders broke; or what else broke them.
    """
    waiting: dict[Task, list[Job]] = {}
    for job in jobs:
        waiting.setdefault(job.task(plan), []).append(job)

    unsure: list[Task] = []

    def first(task: Task, found: list[TestResult]) -> None:
        if _result(task, found).outcome in UNFINISHED:
            unsure.append(task)
        else:
            last(task, found)

    def last(task: Task, found: list[TestResult]) -> None:
        result = _result(task, found)
        for job in waiting[task]:
            done(job, result)

    faults = _judged(plan, list(waiting), first, alone=False)
    return faults + _judged(plan, unsure, last, alone=True) if unsure else faults


def _judged(plan: Plan, tasks: list[Task], take: session.Done, alone: bool) -> list[str]:
    judged = session.judge(plan, tasks, take, alone=alone)
    if judged.interrupted:
        raise KeyboardInterrupt
    if judged.broken is not None:
        raise judged.broken
    return judged.faults


def _result(task: Task, found: list[TestResult]) -> ExerciseResult:
    return exercise_result(task, found)

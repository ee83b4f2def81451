"""The grading of a class: every task of every learner; equal answers to an exercise, once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graders.authors.classes.roster import Learner
from graders.authors.classes.state import UNFINISHED
from graders.judge import session
from graders.judge.plan import Plan, Task
from graders.judge.results import exercise_result
from graders.model.exercises import Exercise
from graders.model.report import TestResult
from graders.submissions.places import place_of
from graders.submissions.sources import Answer

NEEDS_THE_MACHINE = re.compile(r"\bparallel_work\(")
"""In the tests of an exercise: it is judged while no other is. For the time left, not for more."""


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
        """What is to be judged: the same for the same bytes, wherever their file lay."""
        submission, place = self.learner.submission, place_of(self.exercise)
        found = submission.stubs[submission.file_of(self.exercise)]
        return plan.task(self.exercise, Answer.of(place, found))


Done = Callable[[Task, list[TestResult]], None]
"""Takes what the tests found as soon as it is there."""


class Judges(Protocol):
    """Who does tasks, or has them done: on this machine, or on others."""

    @property
    def workers(self) -> int:
        """How many tasks are done side by side."""

    @property
    def machines(self) -> int:
        """How many tasks that need a machine for themselves are done side by side."""

    @property
    def held_otherwise(self) -> str:
        """The hosts that hold the learner's code otherwise than this one, and how; "" for none."""

    def judge(
        self, plan: Plan, tasks: Sequence[Task], take: session.Done, alone: bool
    ) -> list[str]:
        """Do tasks of a plan, if ``alone``, no two side by side on a machine; returns the faults.

        Raises as ``mark``.
        """


class Lost(Exception):
    """Who did the tasks is gone; what came before counts. The message says who."""


def mark(tasks: Iterable[Task], plan: Plan, done: Done, judges: Judges) -> list[str]:
    """Have the tasks of a plan done; returns the faults that belong to none of them.

    Those that tell nothing of the learner are done once more, alone on a machine.

    Raises:
        KeyboardInterrupt: somebody pressed Ctrl-C.
        Lost: the judges are gone.
        Usage: a result could not be kept.
        Unable: the graders broke; or what else broke them.
    """
    unsure: list[Task] = []

    def first(task: Task, found: list[TestResult]) -> None:
        if exercise_result(task, found).outcome in UNFINISHED:
            unsure.append(task)
        else:
            done(task, found)

    faults = judges.judge(plan, list(tasks), first, alone=False)
    return faults + judges.judge(plan, unsure, done, alone=True) if unsure else faults


@dataclass(frozen=True)
class Here:
    """A plan's judges on this machine."""

    workers: int
    machines: int = 1
    held_otherwise: str = ""

    def judge(
        self, plan: Plan, tasks: Sequence[Task], take: session.Done, alone: bool
    ) -> list[str]:
        """Do the tasks."""
        judged = session.judge(plan, tasks, take, alone=alone)
        if judged.interrupted:
            raise KeyboardInterrupt
        if judged.broken is not None:
            raise judged.broken
        return judged.faults


def longest_first(tasks: Iterable[Task], costs: Mapping[str, float]) -> list[Task]:
    """The order in which no long task is left for the end, by the seconds of earlier gradings.

    Before them comes one of each exercise that was never measured, so that the time left is known
    soon.
    """
    listed = list(tasks)
    # The last entry of a name stands, which of the reversed is the first of the tasks.
    unknown = {task.exercise.name: task for task in reversed(listed)}
    pilots = {task for name, task in unknown.items() if name not in costs}
    return sorted(
        listed, key=lambda task: (task not in pilots, -costs.get(task.exercise.name, 0.0))
    )


class Outlook:
    """How long a run will take yet, by what its exercises took before and how it went so far."""

    def __init__(
        self,
        tasks: Sequence[Task],
        costs: Mapping[str, float],
        judges: int,
        machines: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock, self._begun = clock, clock()
        self._took = {name: [seconds] for name, seconds in costs.items()}
        """The measured seconds of each exercise, by its name."""
        exercises = {task.exercise for task in tasks}
        # Beside a task that needs the machine, its other judges have nothing to do.
        self._beside = {
            each.name: machines
            if NEEDS_THE_MACHINE.search(each.tests.read_text("utf-8"))
            else judges
            for each in exercises
        }
        self._left = dict.fromkeys(self._beside, 0)
        self._done = dict.fromkeys(self._beside, 0)
        for task in tasks:
            self._left[task.exercise.name] += 1

    def done(self, task: Task, found: Sequence[TestResult]) -> None:
        """Take in one that is done."""
        name = task.exercise.name
        self._took.setdefault(name, []).append(sum(test.seconds for test in found))
        self._left[name] -= 1
        self._done[name] += 1

    def seconds(self) -> float | None:
        """The seconds that are left; None while some exercise was never measured."""
        missing = [name for name, count in self._left.items() if count and name not in self._took]
        spent = self._planned(self._done)
        if missing or not spent:
            return None
        # What no test's clock saw, and what else this machine does, is in the time since the begin.
        return self._planned(self._left) * (self._clock() - self._begun) / spent

    def _planned(self, counts: Mapping[str, int]) -> float:
        means = {name: sum(took) / len(took) for name, took in self._took.items()}
        return sum(
            count * means[name] / self._beside[name] for name, count in counts.items() if count
        )

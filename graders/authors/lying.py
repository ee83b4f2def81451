"""``verify --lying``: workers that say what that of the right answer has said win no point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from graders.authors import checks
from graders.judge.plan import Plan, Task
from graders.judge.session import Judged, judge
from graders.model.exercises import ROOT, shown
from graders.model.report import Outcome, TestResult
from graders.submissions.sources import answer
from graders.workers.script import IN_ITS_PLACE


class Count(msgspec.Struct):
    """How many tests of decoys were judged, and what lies bought."""

    decoys: int = 0
    tests: int = 0
    lied: int = 0
    """Tests in which something was said that is not so."""
    known: int = 0
    """Tests that pass by it, and say so: by the worker's word."""

    def __str__(self) -> str:
        tests = f"{self.lied:,} of {self.tests:,} tests of {self.decoys:,} decoys were lied to"
        return f"{tests}; {self.known} passed, all by the worker's word"


class Lying:
    """Judges each decoy by the tests that catch it, while its worker lies."""

    def __init__(self) -> None:
        self.count = Count()
        self.bad: list[str] = []

    def run(self, plan: Plan) -> Judged:
        """Judge all decoys of the plan's exercises."""
        judged = judge(plan, list(_tasks(plan)), self.take)
        self.bad += judged.faults
        return judged

    def take(self, task: Task, found: list[TestResult]) -> None:
        """What became of a decoy."""
        decoy = shown(ROOT / task.answer.file)
        lied = sum(bool(_lies(result)) for result in found)
        known = [result.name for result in found if _passed(result) and result.by_word]
        self.count.decoys += 1
        self.count.tests += len(found)
        self.count.lied += lied
        self.count.known += len(known)
        bad = [f"{decoy}: {each}" for each in _complaints(found)]
        self.bad += bad
        state = "ok  " if not bad else "BAD "
        words = f"  by the worker's word: {', '.join(known)}" if known else ""
        print(f"{state} {decoy}  {lied} of {len(found)} lied to{words}", flush=True)


def _tasks(plan: Plan) -> Iterator[Task]:
    for exercise in plan.exercises:
        truth = answer(exercise.reference)
        for decoy in exercise.decoys:
            caught = tuple(sorted(checks.declared_failures(decoy)))
            yield plan.task(exercise, answer(decoy))._replace(tests=caught, truth=truth)


def _complaints(found: Sequence[TestResult]) -> Iterator[str]:
    for result in found:
        if result.outcome is Outcome.FAULT:
            yield f"{result.name} is a fault: {result.message}"
        elif _passed(result) and not result.by_word:
            said = "; ".join(_lies(result)) or "nothing was said that is not so"
            yield f"{result.name} passes, unmarked: {said}"


def _lies(result: TestResult) -> list[str]:
    return [note for note in result.notes if note.startswith(IN_ITS_PLACE)]


def _passed(result: TestResult) -> bool:
    return result.outcome is Outcome.PASSED

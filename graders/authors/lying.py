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

ANSWERS = {
    "reiterable_calendar": ("text", "texts", "pairs"),
    "hot_reload_rules": ("met_during_a_load",),
    "in_batches": ("listed", "listed_at_the_end"),
    "external_sort_lines": ("read",),
    "wordcount_map_reduce": ("missing",),
}
"""By exercise, the probes that bring what the learner's own code gave, and nothing else.

In a test of behaviour with fixed inputs anybody may know such an answer by heart, without a word of
the worker's: tests with random inputs are for that. No bound may rest on one.
"""


class Count(msgspec.Struct):
    """How often a test judged a decoy, and what lies bought."""

    tests: int = 0
    lied: int = 0
    """Tests in which something was said that is not so."""
    known: int = 0
    """Tests that pass by it, and say so: by the worker's word."""

    def __str__(self) -> str:
        lied = f"{self.lied:,} of {self.tests:,} tests that decoys fail were lied to"
        return f"{lied}; {self.known} passed by the worker's word, which they say"


class Lying:
    """Judges each decoy by the tests that catch it, while its worker lies."""

    def __init__(self) -> None:
        self.count = Count()
        self.bad: list[str] = []

    def run(self, plan: Plan) -> Judged:
        """Judge all decoys of the plan's exercises."""
        judged = judge(plan, list(tasks(plan)), self.take)
        self.bad += judged.faults
        return judged

    def take(self, task: Task, found: list[TestResult]) -> None:
        """What became of a decoy."""
        decoy = shown(ROOT / task.answer.file)
        lied = sum(bool(_lies(result)) for result in found)
        known = [result.name for result in found if _passed(result) and result.by_word]
        self.count.tests += len(found)
        self.count.lied += lied
        self.count.known += len(known)
        how = "lies and does nothing" if task.idle else "lies"
        answers = ANSWERS.get(task.exercise.name, ())
        bad = [f"{decoy}: {each}" for each in _complaints(found, answers)]
        self.bad += bad
        state = "ok  " if not bad else "BAD "
        words = f"  by the worker's word: {', '.join(known)}" if known else ""
        print(
            f"{state} {decoy}  {how}: {lied} of {len(found)} lied to{words}",
            *bad,
            sep="\n     ",
            flush=True,
        )


def tasks(plan: Plan) -> Iterator[Task]:
    """Each decoy twice, by what it fails: its worker lies, or lies and does nothing."""
    for exercise in plan.exercises:
        truth = answer(exercise.reference)
        for decoy in exercise.decoys:
            caught = tuple(sorted(checks.declared_failures(decoy)))
            task = plan.task(exercise, answer(decoy))._replace(tests=caught, truth=truth)
            yield from (task, task._replace(idle=True))


def _complaints(found: Sequence[TestResult], answers: Sequence[str]) -> Iterator[str]:
    for result in found:
        rows = [row for lie in _lies(result) for row in lie.removeprefix(IN_ITS_PLACE).split(",")]
        known = bool(rows) and all(row.split()[0] in answers for row in rows)
        by_heart = known and not result.bound
        if result.outcome is Outcome.FAULT:
            yield f"{result.name} is a fault: {result.message}"
        elif _passed(result) and not result.by_word and not by_heart:
            said = "; ".join(_lies(result)) or "nothing was said that is not so"
            yield f"{result.name} passes, unmarked: {said}"


def _lies(result: TestResult) -> list[str]:
    return [note for note in result.notes if note.startswith(IN_ITS_PLACE)]


def _passed(result: TestResult) -> bool:
    return result.outcome is Outcome.PASSED

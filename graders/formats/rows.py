"""Rows: what every format shows of a report, each worth at most one point.

Their sums are the score and its maximum. A row is one test, or one thing that kept tests from
running: an exercise that was not graded, a fault, an interruption. Such a thing counts 0 of 1, so
that a grading that lost something never looks complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graders.model.report import ExerciseResult, Outcome, Report, TestResult
from graders.model.text import MESSAGE_BYTES, one_line
from graders.model.wording import excess, headroom
from graders.screens.scoreboard import sentence

MAX_NAME_BYTES = 160
"""Of a row's name."""

BY_WORD = " [by the worker's word]"
"""Behind what happened in a test whose verdict rests on it; the reason is in results.json."""


class Status(StrEnum):
    """What became of a row."""

    PASS = "pass"
    FAIL = "fail"
    UNSURE = "unsure"
    """This machine cannot tell: neither a point nor the loss of one."""
    ERROR = "error"
    """The grader's own fault."""


@dataclass(frozen=True)
class Row:
    """One line of a result."""

    name: str
    status: Status
    told: str
    """One line: what happened; of a test by the worker's word that too."""
    exercise: ExerciseResult | None = None
    test: TestResult | None = None

    @property
    def topic(self) -> str:
        """The topic's title; "" for what belongs to none."""
        return self.exercise.topic if self.exercise else ""

    @property
    def mark(self) -> str:
        """What stands behind the name where a platform shows nothing else of a passed test."""
        return BY_WORD if self.test and self.test.by_word else ""

    @property
    def score(self) -> int:
        """Points earned: 1 or 0."""
        return int(self.status is Status.PASS)

    @property
    def max_score(self) -> int:
        """Points that could be earned: 1, or 0 where nobody can tell."""
        return int(self.status is not Status.UNSURE)


_STATUS = {Outcome.PASSED: Status.PASS, Outcome.UNSURE: Status.UNSURE, Outcome.FAULT: Status.ERROR}
"""The status of an outcome; all others fail."""

_TOLD = {
    Outcome.FAILED: "It does not do what the test asks for.",
    Outcome.OVER: "A bound is broken.",
    Outcome.LATE: "The time limit was reached.",
    Outcome.CRASHED: "The process ended before it answered.",
    Outcome.UNSURE: "This machine cannot tell; no point is lost.",
    Outcome.TODO: "Nothing is written here yet.",
    Outcome.REFUSED: "The file cannot be graded.",
    Outcome.FAULT: "The grader failed, not the learner's file.",
}
"""What happened, where the verdict does not say."""

INTERRUPTED = "The grading was interrupted: what was graded before counts."
NOT_RUN = "Not graded: the grading was interrupted before."
NO_TEST = "Not graded: no test ran, and that is the grader's own fault."
NOTHING = "Nothing was graded."


def rows(report: Report) -> list[Row]:
    """Every row of a report in its order; there is at least one."""
    found = []
    kind, told = (Status.FAIL, NOT_RUN) if report.interrupted else (Status.ERROR, NO_TEST)
    for exercise in report.exercises:
        if not exercise.tests:
            found.append(Row(f"{title(exercise)}: was graded", kind, told, exercise))
        found += [_row(exercise, test) for test in exercise.tests]
    found += [Row("the grader worked", Status.ERROR, one_line(fault)) for fault in report.faults]
    if report.interrupted:
        found.append(Row("the grading came to its end", Status.FAIL, INTERRUPTED))
    return found or [Row("there was something to grade", Status.ERROR, NOTHING)]


def score(among: Iterable[Row]) -> int:
    """Points earned."""
    return sum(row.score for row in among)


def max_score(among: Iterable[Row]) -> int:
    """Points that could be earned."""
    return sum(row.max_score for row in among)


def status(among: Iterable[Row]) -> Status:
    """What a platform is to show for all of these: a fault first, then what fails."""
    found = {row.status for row in among}
    return next((each for each in (Status.ERROR, Status.FAIL) if each in found), Status.PASS)


def title(exercise: ExerciseResult) -> str:
    """An exercise's number and name."""
    return one_line(f"{exercise.number} {exercise.name}", MAX_NAME_BYTES)


def _row(exercise: ExerciseResult, test: TestResult) -> Row:
    # Without a requirement the sentence is the name, and has the case of a test.
    case = test.name.partition("[")[2] if test.requirement else ""
    name = f"{title(exercise)}: {sentence(test)}" + (f" [{case}" if case else "")
    measured = "; ".join(
        headroom(each) + ("" if each.held else f" ({excess(each)})") for each in test.measures
    )
    mark = BY_WORD if test.by_word else ""
    said = test.message or measured or _TOLD.get(test.outcome, "")
    told = (one_line(said, MESSAGE_BYTES - len(mark)) + mark).lstrip()
    status = _STATUS.get(test.outcome, Status.FAIL)
    return Row(one_line(name, MAX_NAME_BYTES), status, told, exercise, test)

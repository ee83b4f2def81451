"""Rows: what every format shows of a report, two for each exercise.

One is its behaviour, one its bounds, with their tests. Beside them there are rows without a point
for what kept tests from running: a fault, an interruption. The sums of the rows are the score and
its maximum: see ``graders.model.report``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graders.model.report import (
    BEHAVIOUR_POINTS,
    BOUND_POINTS,
    NO_SCORE,
    ExerciseResult,
    Outcome,
    Report,
    Score,
    TestResult,
)
from graders.model.text import MESSAGE_BYTES, one_line
from graders.model.wording import excess, headroom
from graders.screens.standings import sentence

EXERCISE_POINTS = BEHAVIOUR_POINTS + BOUND_POINTS
"""That an exercise is worth."""

MAX_NAME_BYTES = 160
"""Of a row's name."""

BY_WORD = " [by the worker's word]"
"""Behind what happened in a test whose verdict rests on it; the reason is in results.json."""


class Status(StrEnum):
    """What became of a row."""

    PASS = "pass"
    FAIL = "fail"
    UNSURE = "unsure"
    """This machine cannot tell: neither points nor the loss of any."""
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
    tests: Sequence[TestResult] = ()
    points: Score = NO_SCORE

    @property
    def topic(self) -> str:
        """The topic's title; "" for what belongs to none."""
        return self.exercise.topic if self.exercise else ""

    @property
    def mark(self) -> str:
        """What stands behind the name where a platform shows nothing else of a passed test."""
        return mark_of(*self.tests)

    @property
    def score(self) -> int:
        """Points earned."""
        return self.points.points

    @property
    def max_score(self) -> int:
        """Points that could be earned: 0 where nobody can tell."""
        return self.points.max_points

    @property
    def telling(self) -> TestResult | None:
        """The test that decided: of those with the status of the row, the first."""
        return next((test for test in self.tests if status_of(test) is self.status), None)

    @property
    def seconds(self) -> float:
        """That its tests took."""
        return sum(test.seconds for test in self.tests)


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
UNTOUCHED = "Still the stub as it was handed out."
IN_VAIN = "Kept; counts once the behaviour is right."
GIVEN = "As the stub had it; counts once every bound holds."


def rows(report: Report, made: dict[int, list[Row]] | None = None) -> list[Row]:
    """Every row of a report in its order; there is at least one.

    ``made`` are the rows of exercises of other reports, by their ids: of a class, many share one.
    """
    found = []
    made = {} if made is None else made
    for exercise in report.exercises:
        if exercise.tests:
            if id(exercise) not in made:
                made[id(exercise)] = [behaviour(exercise), bounds(exercise)]
            found += made[id(exercise)]
        else:
            found.append(_missing(exercise, report.interrupted))
    found += [Row("the grader worked", Status.ERROR, one_line(fault)) for fault in report.faults]
    if report.interrupted:
        found.append(Row("the grading came to its end", Status.FAIL, INTERRUPTED))
    return found or [Row("there was something to grade", Status.ERROR, NOTHING)]


def behaviour(exercise: ExerciseResult) -> Row:
    """The row of an exercise's behaviour."""
    tests = [test for test in exercise.tests if not test.bound]
    return _row(exercise, "behaviour", tests, exercise.behaviour, GIVEN)


def bounds(exercise: ExerciseResult) -> Row:
    """The row of an exercise's bounds."""
    tests = [test for test in exercise.tests if test.bound]
    return _row(exercise, "bounds", tests, exercise.bounds, IN_VAIN)


def _missing(exercise: ExerciseResult, interrupted: bool) -> Row:
    """An exercise of which no test ran: all of its points are open, unless that is our fault."""
    name = f"{title(exercise)}: was graded"
    if interrupted:
        points = Score(exercise.points, exercise.max_points)
        return Row(name, Status.FAIL, NOT_RUN, exercise, points=points)
    return Row(name, Status.ERROR, NO_TEST, exercise)


def _row(
    exercise: ExerciseResult, part: str, tests: list[TestResult], points: Score, in_vain: str
) -> Row:
    """The row of these tests; ``in_vain`` says why points are missing where none is broken."""
    found = {status_of(test) for test in tests}
    worst = (Status.ERROR, Status.FAIL, Status.UNSURE)
    state = next((each for each in worst if each in found), Status.PASS)
    name = f"{title(exercise)}: {part}"
    if exercise.untouched and state is not Status.ERROR:
        return Row(name, Status.FAIL, UNTOUCHED, exercise, tests, points)
    if state is Status.PASS and points.points < points.max_points:
        return Row(name, Status.FAIL, _marked(in_vain, *tests), exercise, tests, points)
    deciding = [test for test in tests if status_of(test) is state]
    told = next(filter(None, map(_said_of, deciding)), "")
    if state in (Status.FAIL, Status.ERROR) and len(tests) > 1:
        told = f"{len(deciding)} of {len(tests)} tests: {told}"
    return Row(name, state, _marked(told, *deciding), exercise, tests, points)


def status_of(test: TestResult) -> Status:
    """What became of a test."""
    return _STATUS.get(test.outcome, Status.FAIL)


def mark_of(*tests: TestResult) -> str:
    """What stands behind the name or the message of tests of which one is by the worker's word."""
    return BY_WORD if any(test.by_word for test in tests) else ""


def told_of(test: TestResult) -> str:
    """One line on a test: its message, else its measures, else what its outcome means."""
    return _marked(_said_of(test), test)


def _said_of(test: TestResult) -> str:
    measured = "; ".join(
        headroom(each) + ("" if each.held else f" ({excess(each)})") for each in test.measures
    )
    return test.message or measured or _TOLD.get(test.outcome, "")


def _marked(told: str, *tests: TestResult) -> str:
    """One line, with the mark of what rests on the worker's word behind it."""
    mark = mark_of(*tests)
    return (one_line(told, MESSAGE_BYTES - len(mark)) + mark).lstrip()


def test_name(exercise: ExerciseResult, test: TestResult) -> str:
    """What a test asks for, with its exercise."""
    # Without a requirement the sentence is the name, and has the case of a test.
    case = test.name.partition("[")[2] if test.requirement else ""
    name = f"{title(exercise)}: {sentence(test)}" + (f" [{case}" if case else "")
    return one_line(name, MAX_NAME_BYTES)


def score(among: Iterable[Row]) -> int:
    """Points earned."""
    return sum(row.score for row in among)


def max_score(among: Iterable[Row]) -> int:
    """Points that could be earned."""
    return sum(row.max_score for row in among)


def changed_score(among: Iterable[Row], by_hand: Mapping[str, int]) -> Score:
    """The sums where the points of these exercises were given by hand, whatever their tests say."""
    left = [row for row in among if not (row.exercise and row.exercise.name in by_hand)]
    most = max_score(left) + EXERCISE_POINTS * len(by_hand)
    return Score(score(left) + sum(by_hand.values()), most)


def status(among: Iterable[Row]) -> Status:
    """What a platform is to show for all of these: a fault first, then what fails."""
    found = {row.status for row in among}
    return next((each for each in (Status.ERROR, Status.FAIL) if each in found), Status.PASS)


def title(exercise: ExerciseResult) -> str:
    """An exercise's number and name."""
    return one_line(f"{exercise.number} {exercise.name}", MAX_NAME_BYTES)

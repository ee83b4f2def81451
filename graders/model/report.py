"""The one result model: outcomes, measures, verdicts, and the report that every screen draws from.

Report
  ExerciseResult   one folder of exercises/: ten points, five for behaviour, five for bounds
    TestResult     one test
      Measure      one number held against one bound
      Frame        one line of the learner's traceback
      Held         one line that held memory at the peak
      Drawing      what its pictures are made of
    Reach          one place of the learner's file that reaches for the interpreter
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple

import msgspec

from graders.model.drawing import Drawing

VERSION = 2
"""Version of the report; raised when a field changes its meaning or goes away. In 1, a point was a
test. A field that may be missing raises nothing: ``TestResult.drawing`` came with none in older
reports of 2."""

BEHAVIOUR_POINTS = 5
"""Of an exercise: for its behaviour, in proportion."""

BOUND_POINTS = 5
"""Of an exercise: once the behaviour is whole and every bound holds."""

POINTS_RULE = (
    "Each exercise is worth 10 points: up to 5 for behaviour, in proportion, "
    "and 5 more when the behaviour is whole and every bound holds."
)
"""As every page says it."""


class Outcome(StrEnum):
    """What became of one test."""

    PASSED = "passed"
    FAILED = "failed"
    """The behaviour is wrong."""
    OVER = "over"
    """A resource bound is broken."""
    LATE = "late"
    """The time limit was reached."""
    CRASHED = "crashed"
    """The worker left before it answered."""
    UNSURE = "unsure"
    """This machine cannot tell; costs no point."""
    TODO = "todo"
    """The stub has not been filled in yet."""
    REFUSED = "refused"
    """The file cannot be graded."""
    FAULT = "fault"
    """The grader's own fault, never the learner's."""


BROKEN = (Outcome.FAILED, Outcome.OVER, Outcome.LATE, Outcome.CRASHED, Outcome.REFUSED)
"""Outcomes that the learner has to mend."""

Relation = Literal["at most", "at least", "exactly"]


class Measure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One number held against one bound."""

    what: str
    """What was measured, as a plural noun: "readings alive"."""
    value: float
    bound: float
    relation: Relation = "at most"
    unit: str = ""
    """"bytes", "seconds" or "" for a count."""
    exact: bool = True
    """A count without noise: it needs no safety factor. False for sizes and shares."""

    @property
    def held(self) -> bool:
        """True when the value keeps the bound (never for NaN)."""
        if self.relation == "at most":
            return self.value <= self.bound
        if self.relation == "at least":
            return self.value >= self.bound
        return self.value == self.bound

    @property
    def margin(self) -> float:
        """How many times over the bound is kept (above 1) or missed (below 1)."""
        small, large = self.value, self.bound
        if self.relation != "at most":
            small, large = large, small
        if small <= 0:
            return float("inf") if large >= small else 0.0
        return large / small


class Frame(msgspec.Struct, frozen=True):
    """One line of a traceback in the learner's file."""

    file: str
    line: int
    function: str
    text: str = ""
    """The source line, stripped."""


class Held(msgspec.Struct, frozen=True):
    """One source line that held memory at the peak."""

    file: str
    line: int
    text: str
    bytes: int


class Reach(msgspec.Struct, frozen=True):
    """A place of the learner's file that reaches for the interpreter: a note, nobody is judged."""

    file: str
    line: int
    what: str


class Score(NamedTuple):
    """Points earned, of those that could be."""

    points: int
    max_points: int


NO_SCORE = Score(0, 0)


class TestResult(msgspec.Struct, omit_defaults=True):
    """What became of one test."""

    __test__ = False

    name: str
    outcome: Outcome
    message: str = ""
    """One line: what happened, with its number."""
    detail: str = ""
    """Several lines where one does not do: the compared values, the learner's exception."""
    requirement: str = ""
    """What the test asks for, from its docstring."""
    advice: str = ""
    """What to try next."""
    measures: list[Measure] = []
    weighed: list[Measure] = []
    """For authors: what the answer held under each ceiling, by the kernel's word alone."""
    frames: list[Frame] = []
    """The learner's own traceback, outermost first."""
    held: list[Held] = []
    notes: list[str] = []
    bound: bool = False
    """It holds a bound, which is known before it runs; the others hold the behaviour."""
    given: bool = False
    """The stub passes it as it was handed out: to break it costs, to keep it earns nothing."""
    output: str = ""
    """What the learner's code printed, cleaned and cut."""
    seconds: float = 0.0
    by_word: str = ""
    """Why the verdict rests on the worker's word, which the learner's code could have had a hand
    in; "" where it rests on the judge's own counting, the kernel, or memory that the judge read."""
    drawing: Drawing | None = None
    """What its pictures are made of; None where there is nothing to draw."""
    reaches: list[Reach] = []
    """Those of the file, on their way from the judge of a test by the worker's word: a report has
    them once an exercise."""


class ExerciseResult(msgspec.Struct, omit_defaults=True):
    """One exercise with its tests."""

    number: str
    """Topic and place: "02.04"."""
    name: str
    title: str
    topic: str
    """The topic's title: "Iterators and generators"."""
    file: str
    """The graded file, relative to the repository."""
    tests: list[TestResult]
    seed: int | None = None
    """Of its random inputs, where that is not the report's."""
    reaches: list[Reach] = []
    """Beside tests by the worker's word: where the file reaches for the interpreter."""
    untouched: bool = False
    """It is the stub as it was handed out: to do, whatever its tests say."""
    level: str = ""
    """One of ``LEVELS``; "" where the exercise's page names none."""
    needs: list[str] = []
    """The numbers of the exercises that come before this one."""

    @property
    def by_word(self) -> list[TestResult]:
        """The tests whose verdict rests on the worker's word."""
        return [test for test in self.tests if test.by_word]

    @property
    def behaviour(self) -> Score:
        """The points for behaviour: of the tests that the stub fails, in proportion, rounded down.

        Where the stub has all the behaviour already, it is worth something with the bounds only.
        """
        if self._lost:
            return NO_SCORE
        if self.untouched or not self.tests:
            return Score(0, BEHAVIOUR_POINTS)
        counted = self._counted
        if not counted and self._unsure:
            return NO_SCORE
        if not counted:
            bounds = self.bounds
            return Score(bounds.points, bounds.max_points)
        passed = sum(test.outcome is Outcome.PASSED for test in counted)
        return Score(BEHAVIOUR_POINTS * passed // len(counted), BEHAVIOUR_POINTS)

    @property
    def bounds(self) -> Score:
        """The points for bounds: all or none, and none before the behaviour is whole.

        Where this machine could not tell of a bound, and none is broken, they are not to be had.
        """
        if self._lost:
            return NO_SCORE
        if self.untouched or not self.tests:
            return Score(0, BOUND_POINTS)
        outcomes = {test.outcome for test in self.tests if test.bound}
        if outcomes - {Outcome.PASSED, Outcome.UNSURE}:
            return Score(0, BOUND_POINTS)
        if Outcome.UNSURE in outcomes or (self._unsure and not self._counted):
            return NO_SCORE
        return Score(BOUND_POINTS if self.whole else 0, BOUND_POINTS)

    @property
    def whole(self) -> bool:
        """Every test of the behaviour that gave a verdict is passed."""
        return all(test.outcome is Outcome.PASSED for test in self._counted)

    @property
    def _counted(self) -> list[TestResult]:
        """The tests of behaviour that earn points, or that lose what was given."""
        return [
            test
            for test in self.tests
            if not test.bound
            and test.outcome is not Outcome.UNSURE
            and not (test.given and test.outcome is Outcome.PASSED)
        ]

    @property
    def _unsure(self) -> bool:
        return any(not test.bound and test.outcome is Outcome.UNSURE for test in self.tests)

    @property
    def _lost(self) -> bool:
        """By a fault of ours: there is nothing to earn and nothing to lose."""
        return any(test.outcome is Outcome.FAULT for test in self.tests)

    @property
    def points(self) -> int:
        """Points earned."""
        return self.behaviour.points + self.bounds.points

    @property
    def max_points(self) -> int:
        """Points that could be earned: no point is lost by what this machine could not tell."""
        return self.behaviour.max_points + self.bounds.max_points

    @property
    def done(self) -> bool:
        """Every point is earned that could be, and there was one."""
        return 0 < self.points == self.max_points

    @property
    def outcome(self) -> Outcome:
        """The one to show for the whole: the grader's fault, then what the learner has to mend."""
        outcomes = [test.outcome for test in self.tests]
        if Outcome.FAULT in outcomes or not outcomes:
            return Outcome.FAULT
        if self.untouched:
            return Outcome.TODO
        broken = next((outcome for outcome in outcomes if outcome in BROKEN), None)
        if broken:
            return broken
        if Outcome.TODO in outcomes:
            return Outcome.TODO
        return Outcome.UNSURE if Outcome.UNSURE in outcomes else Outcome.PASSED


class Report(msgspec.Struct, omit_defaults=True):
    """Everything that one grading found."""

    version: int
    created: str
    """ISO 8601, UTC."""
    python: str
    platform: str
    isolation: str
    """What holds the worker: "separate process, time and memory limits"."""
    seed: int | None
    """Of all random inputs; None where every exercise has its own."""
    source: str
    """"stubs", "solutions", "decoy NAME" or "submission"."""
    exercises: list[ExerciseResult]
    interrupted: bool = False
    faults: list[str] = []
    """Faults of the grader that belong to no test."""
    submission: str = ""
    """The path of the submission that was graded."""
    ignored: list[str] = []
    """Files in the submission that differ from this repository, or were added: they had no
    influence."""
    ignored_more: int = 0
    """How many others there are."""
    slowness: float | None = None
    """How many times as slow as the reference machine this one was: limits of CPU time were
    multiplied by it. None in a report that was written before this was measured."""

    @property
    def points(self) -> int:
        """Points earned in all exercises."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def max_points(self) -> int:
        """Points that could be earned, in all exercises."""
        # Where no test of an exercise ran, that is our fault, unless somebody interrupted it.
        return sum(each.max_points for each in self.exercises if each.tests or self.interrupted)

    @property
    def exit_code(self) -> int:
        """0 all passed, 1 something to mend or to do, 3 cannot tell, 4 fault of the grader."""
        outcomes = {test.outcome for exercise in self.exercises for test in exercise.tests}
        # An exercise without a test is not a success, unless somebody interrupted the grading.
        untested = not self.interrupted and not all(each.tests for each in self.exercises)
        if Outcome.FAULT in outcomes or self.faults or untested:
            return 4
        if self.interrupted or outcomes & {*BROKEN, Outcome.TODO}:
            return 1
        return 3 if Outcome.UNSURE in outcomes else 0


class Verdict(BaseException):
    """Ends a test with an outcome of its own.

    Not an ``Exception``, so that no ``pytest.raises(Exception)`` and no ``except Exception`` of a
    test swallows it.
    """

    outcome = Outcome.FAILED

    def __init__(
        self,
        message: str,
        *,
        advice: str = "",
        detail: str = "",
        measure: Measure | None = None,
        frames: list[Frame] | None = None,
        retry: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.detail = detail
        self.measure = measure
        self.frames = frames or []
        self.retry = retry
        """True where chance has a hand in it, so that the test deserves another run."""


class Failed(Verdict):
    """The behaviour is wrong."""


class Over(Verdict):
    """A bound is broken; carries its measure."""

    outcome = Outcome.OVER


class Late(Verdict):
    """The time limit was reached; the worker was killed."""

    outcome = Outcome.LATE


class Crashed(Verdict):
    """The worker left, crashed or broke the protocol."""

    outcome = Outcome.CRASHED


class Unsure(Verdict):
    """This machine cannot tell."""

    outcome = Outcome.UNSURE


class Todo(Verdict):
    """The learner's code raised NotImplementedError."""

    outcome = Outcome.TODO


class Refused(Verdict):
    """The learner's file cannot be graded."""

    outcome = Outcome.REFUSED


class Fault(Verdict):
    """The grader's own fault."""

    outcome = Outcome.FAULT

"""Where a learner stands with an exercise: the word for it, and what can be said beside it."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from graders.model.mistakes import broken
from graders.model.report import ExerciseResult, Outcome, TestResult
from graders.model.wording import brief, excess, headroom
from graders.screens.page import Span

STATES = {
    Outcome.PASSED: Span("done", "green"),
    Outcome.FAILED: Span("fail", "red"),
    Outcome.OVER: Span("fail", "red"),
    Outcome.LATE: Span("fail", "red"),
    Outcome.CRASHED: Span("fail", "red"),
    Outcome.UNSURE: Span("unsure", "magenta"),
    Outcome.TODO: Span("todo"),
    Outcome.REFUSED: Span("refused", "red"),
    Outcome.FAULT: Span("fault", "bold magenta"),
}
"""The word for an outcome; the colour only repeats it. No yellow, no cyan, no white: they are not
to be seen on a light ground."""

EDITED = Span("edited", "magenta")
"""The word for a text that was not graded since it was changed."""

NOT_RUN = Span("not run", "dim")
"""The word for what an interruption came before."""

TO_DO = STATES[Outcome.TODO]

REASONS = {Outcome.LATE: "out of time", Outcome.CRASHED: "crashed", Outcome.UNSURE: "cannot tell"}
"""What a test without a message came to; "not met" for the others."""


class Standing(NamedTuple):
    """Where a learner stands with one exercise."""

    result: ExerciseResult
    """Of the last grading; without tests where there was none, or where nobody has begun."""
    word: Span | None = None
    """In place of the one for its outcome: edited, not run, to do."""

    @property
    def state(self) -> Span:
        """The word for it."""
        return self.word or STATES[self.result.outcome]

    @property
    def open(self) -> bool:
        """There is something to do."""
        return self.word is not None or not self.result.done

    @property
    def under_way(self) -> bool:
        """Somebody has begun, and is not done."""
        begun = bool(self.result.tests) and not self.result.untouched
        return self.word is EDITED or (self.open and begun)

    @property
    def points(self) -> str:
        """Those that were given, of the most; as wide, and empty, where none could be."""
        told = f"{self.result.points:>2} of {self.result.max_points:>2}"
        return told if self.result.tests or self.word is TO_DO else " " * len(told)

    @property
    def remarks(self) -> list[str]:
        """What could be said of it, the best first."""
        exercise = self.result
        if not exercise.tests:
            return [] if self.word else ["no test ran"]
        if self.word is EDITED or exercise.untouched:
            return []
        if exercise.outcome is Outcome.PASSED:
            held = [measure for test in exercise.tests for measure in test.measures if measure.held]
            # Sizes come first: they are what a learner can make smaller still. A bound met to the
            # unit, or with nothing used, says little about room to improve: those come last.
            held.sort(key=lambda it: (not 1 < it.margin < inf, it.unit != "bytes", it.margin))
            return [words for measure in held[:1] for words in (headroom(measure), brief(measure))]
        told = next(iter(broken(exercise)), None) or first(exercise, exercise.outcome)
        if told and told.outcome is not Outcome.TODO:
            missed = [measure for measure in told.measures if not measure.held]
            tellers = (headroom, lambda measure: f"{measure.what}: {excess(measure)}", excess)
            misses = [teller(measure) for teller in tellers for measure in missed]
            unsaid = f"{REASONS.get(told.outcome, 'not met')}: {sentence(told)}"
            return [told.message, *misses] if told.message else misses or [unsaid]
        left = sum(test.outcome is Outcome.TODO for test in exercise.tests)
        return [f"{left} of {len(exercise.tests)} tests still to do"] if exercise.points else []


def sentence(test: TestResult) -> str:
    """What a test asks for: its requirement, or its name in words."""
    name, bracket, case = test.name.rsplit("::", 1)[-1].partition("[")
    words = name.removeprefix("test_").replace("_", " ") + (f" {bracket}{case}" if bracket else "")
    return " ".join(test.requirement.split()).rstrip(".") or words


def first(exercise: ExerciseResult, *wanted: Outcome) -> TestResult | None:
    """The first test of an exercise that has come to one of these."""
    return next((test for test in exercise.tests if test.outcome in wanted), None)

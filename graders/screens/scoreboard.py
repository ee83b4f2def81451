"""The scoreboard: every exercise on a line, grouped by topic, and where to go on."""

from __future__ import annotations

from itertools import groupby

from graders.model.invocation import command
from graders.model.report import BROKEN, ExerciseResult, Measure, Outcome, Report, TestResult
from graders.model.text import one_line
from graders.model.wording import brief, excess, headroom
from graders.screens.page import QUOTE, WIDTH, Page, Span, pad, shorten, squeeze

STATES = {
    Outcome.PASSED: Span("done", "green"),
    Outcome.FAILED: Span("fail", "red"),
    Outcome.OVER: Span("fail", "red"),
    Outcome.LATE: Span("fail", "red"),
    Outcome.CRASHED: Span("fail", "red"),
    Outcome.UNSURE: Span("unsure", "yellow"),
    Outcome.TODO: Span("todo", "cyan"),
    Outcome.REFUSED: Span("refused", "red"),
    Outcome.FAULT: Span("fault", "magenta"),
}
"""The word for an outcome; the colour only repeats it."""

_REASONS = {Outcome.LATE: "out of time", Outcome.CRASHED: "crashed", Outcome.UNSURE: "cannot tell"}
"""What a test without a message came to; "not met" for the others."""

_NOT_RUN = Span("not run", "dim")
_NEXT = "<- next"
_LONGEST_NAME = 24
_NAMED = 5
_FAR = 14
"""A hang at which no name of a stranger's file looks like the line of an exercise."""


def scoreboard(report: Report) -> Page:
    """The page of all exercises of a report."""
    page = Page()
    board = _Board(report)
    for topic, exercises in groupby(report.exercises, key=lambda exercise: exercise.topic):
        page.add("  ", Span(topic, "bold"))
        for exercise in exercises:
            board.add_line(page, exercise)
    _add_notes(page, report)
    _add_faults(page, report)
    _add_interruption(page, report)
    _add_total(page, report)
    _add_submission(page, report)
    return page


def next_exercise(report: Report) -> tuple[ExerciseResult, TestResult] | None:
    """The exercise and the test to work on: the first broken one, else the first to do; None when neither is left."""
    return next(iter(next_exercises(report)), None)


def next_exercises(report: Report) -> list[tuple[ExerciseResult, TestResult]]:
    """What to work on: the first broken test of each exercise that has one, else the first test to do of each."""
    for wanted in (BROKEN, (Outcome.TODO,)):
        found = [(exercise, _first(exercise, *wanted)) for exercise in report.exercises]
        if any(test for _, test in found):
            return [(exercise, test) for exercise, test in found if test]
    return []


class _Board:
    """The columns that all lines of a report share."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.next = (next_exercise(report) or (None,))[0]
        rows = report.exercises
        self.state_width = max((len(self._state(row).text) for row in rows), default=0)
        self.name_width = min(max((len(row.name) for row in rows), default=0), _LONGEST_NAME)
        self.digits = max((len(str(row.max_points)) for row in rows), default=1)

    def add_line(self, page: Page, exercise: ExerciseResult) -> None:
        """Adds the line of one exercise, shortened to fit."""
        state = self._state(exercise)
        name = pad(squeeze(exercise.name, self.name_width), self.name_width)
        start = f"    {pad(state.text, self.state_width)}  {exercise.number}  {name}  {self._points(exercise)}   "
        mark = f"  {_NEXT}" if exercise is self.next else ""
        remark = _best_fit(self._remarks(exercise), WIDTH - len(start) - len(mark))
        word = Span(start[4 : 4 + self.state_width], state.style)
        tail = Span(mark if remark else mark.lstrip(), "bold")
        page.add("    ", word, start[4 + self.state_width :], Span(remark, "dim"), tail, hang=8)

    def _state(self, exercise: ExerciseResult) -> Span:
        return (
            STATES[exercise.outcome] if exercise.tests or not self.report.interrupted else _NOT_RUN
        )

    def _points(self, exercise: ExerciseResult) -> str:
        if not exercise.tests:
            return " " * (2 * self.digits + 4)
        return f"{exercise.points:>{self.digits}} of {exercise.max_points:>{self.digits}}"

    def _remarks(self, exercise: ExerciseResult) -> list[str]:
        """What could be said of an exercise, the best first."""
        if not exercise.tests:
            return [] if self.report.interrupted else ["no test ran"]
        if exercise.outcome is Outcome.PASSED:
            return _tightest(exercise)
        told = _first(exercise, exercise.outcome)
        if told and told.outcome is not Outcome.TODO:
            return (
                [told.message, *_misses(told)] if told.message else _misses(told) or [_unsaid(told)]
            )
        left = sum(test.outcome is Outcome.TODO for test in exercise.tests)
        return [f"{left} of {exercise.max_points} tests still to do"] if exercise.points else []


def sentence(test: TestResult) -> str:
    """What a test asks for: its requirement, or its name in words."""
    name, bracket, case = test.name.rsplit("::", 1)[-1].partition("[")
    words = name.removeprefix("test_").replace("_", " ") + (f" {bracket}{case}" if bracket else "")
    return " ".join(test.requirement.split()).rstrip(".") or words


def _unsaid(test: TestResult) -> str:
    return f"{_REASONS.get(test.outcome, 'not met')}: {sentence(test)}"


def _misses(test: TestResult) -> list[str]:
    broken = [measure for measure in test.measures if not measure.held]
    tellers = (headroom, lambda measure: f"{measure.what}: {excess(measure)}", excess)
    return [teller(measure) for teller in tellers for measure in broken]


def _best_fit(remarks: list[str], room: int) -> str:
    """The first remark that fits, else the last one shortened."""
    told = [remark for remark in remarks if remark.strip()] or [""]
    return next(
        (remark for remark in told if shorten(remark, room) == remark), shorten(told[-1], room)
    )


def _first(exercise: ExerciseResult, *wanted: Outcome) -> TestResult | None:
    return next((test for test in exercise.tests if test.outcome in wanted), None)


def _tightest(exercise: ExerciseResult) -> list[str]:
    """The headroom of the most telling measure, in two wordings."""
    held = [measure for test in exercise.tests for measure in test.measures if measure.held]
    measures = sorted(held, key=_interest)
    return [words for measure in measures[:1] for words in (headroom(measure), brief(measure))]


def _interest(measure: Measure) -> tuple[bool, bool, float]:
    # A bound met to the unit, or with nothing used, says little about room to improve: those come
    # last. Sizes come
    # first: they are what a learner can make smaller still.
    return not 1 < measure.margin < float("inf"), measure.unit != "bytes", measure.margin


def _add_notes(page: Page, report: Report) -> None:
    """Of a single exercise that is done: what is worth knowing beside the verdict."""
    alone = report.exercises if len(report.exercises) == 1 else []
    for exercise in alone:
        for note in (
            note
            for test in exercise.tests
            for note in test.notes
            if exercise.outcome is Outcome.PASSED
        ):
            page.add("    ", Span(one_line(note), "dim"), hang=_FAR)


def _add_faults(page: Page, report: Report) -> None:
    if not report.faults:
        return
    page.add()
    page.add("  ", Span("The grader's own fault, no mistake of yours:", "magenta"))
    for fault in report.faults:
        page.add_block(fault, indent=4, mark=QUOTE)
    page.add(f"    Run it again; if it stays: {command('doctor')}")


def _add_interruption(page: Page, report: Report) -> None:
    if not report.interrupted:
        return
    graded = sum(bool(exercise.tests) for exercise in report.exercises)
    of_all = (
        f"{graded} of {len(report.exercises)}" if graded < len(report.exercises) else f"{graded}"
    )
    page.add(
        "  ", Span(f"interrupted: {of_all} exercise{'' if of_all == '1' else 's'} graded", "yellow")
    )


def _add_total(page: Page, report: Report) -> None:
    points = f"{report.points} of {report.max_points} points"
    onward = _onward(report)
    gap = " " * max(28 - len(points), 4)
    if 2 + len(points + gap + onward) <= WIDTH:
        page.add("  ", Span(points, "bold"), gap, onward)
    else:
        page.add("  ", Span(points, "bold"))
        page.add("  ", onward)


def _add_submission(page: Page, report: Report) -> None:
    """Adds what was graded in place of the stubs, and what in it differs without having any influence."""
    if report.submission:
        page.add(f"  submission: {report.submission}", hang=_FAR)
    if report.ignored:
        files = len(report.ignored) + report.ignored_more
        names = [
            *report.ignored[:_NAMED],
            *([f"and {files - _NAMED:,} more"] if files > _NAMED else []),
        ]
        page.add(
            f"  changed, ignored: {files:,} file{'s' * (files > 1)}: {', '.join(names)}", hang=_FAR
        )


def _onward(report: Report) -> str:
    found = next_exercise(report)
    if found:
        return f"next: {command('grade', found[0].name)}"
    return next(
        (words for true, words in _closings(report) if true),
        "all done, and within every bound. Well made!",
    )


def _closings(report: Report) -> list[tuple[bool, str]]:
    outcomes = {
        test.outcome: exercise.name for exercise in report.exercises for test in exercise.tests
    }
    unsure = outcomes.get(Outcome.UNSURE, "")
    return [
        (report.interrupted, f"go on: {command('grade')}"),
        (not report.exercises, f"nothing was graded; see: {command('grade')}"),
        (report.exit_code == 4, f"the rest is the grader's fault: {command('doctor')}"),
        (bool(unsure), f"unsure costs no point; again: {command('grade', unsure)}"),
    ]

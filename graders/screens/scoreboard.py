"""The scoreboard: every exercise on a line, grouped by topic, and where to go on."""

from __future__ import annotations

from itertools import groupby
from math import inf

from graders.model.invocation import command
from graders.model.levels import ladder
from graders.model.mistakes import broken
from graders.model.report import ExerciseResult, Outcome, Report, TestResult
from graders.model.text import printable
from graders.model.wording import brief, excess, headroom, number_of
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

_PRAISE = "all done, and within every bound. Well made!"

_MAX_NAME_COLUMNS = 24
_MAX_IGNORED_NAMES = 5
_FAR_COLUMNS = 14
"""A hang at which no name of a stranger's file looks like the line of an exercise."""


def scoreboard(report: Report, following: str = "") -> Page:
    """The page of all exercises of a report.

    ``following`` is the exercise to go on with where these are done.
    """
    page = Page()
    board = _Board(report)
    for topic, exercises in groupby(report.exercises, key=lambda exercise: exercise.topic):
        page.add("  ", Span(topic, "bold"))
        for exercise in exercises:
            board.add_line(page, exercise)
    if len(report.exercises) == 1 and report.exercises[0].outcome is Outcome.PASSED:
        # What is worth knowing beside the verdict.
        for note in (note for test in report.exercises[0].tests for note in test.notes):
            for line in printable(note).split("\n"):
                page.add("    ", Span(line, "dim"), hang=_FAR_COLUMNS)
    if report.faults:
        page.add()
        page.add("  ", Span("The grader's own fault, no mistake of yours:", "magenta"))
        for fault in report.faults:
            page.add_block(fault, indent=4, mark=QUOTE)
        page.add(f"    Run it again; if it stays: {command('doctor')}")
    if report.interrupted:
        graded, of = sum(bool(each.tests) for each in report.exercises), len(report.exercises)
        counted = f"{graded} of {of}" if graded < of else f"{graded}"
        noun = "exercise" if counted == "1" else "exercises"
        page.add("  ", Span(f"interrupted: {counted} {noun} graded", "yellow"))
    _add_total(page, report, following)
    _add_submission(page, report)
    return page


def next_exercise(report: Report) -> tuple[ExerciseResult, TestResult] | None:
    """The exercise and the test to work on: of the first exercise that is not done, if any."""
    return next(iter(next_exercises(report)), None)


def next_exercises(report: Report) -> list[tuple[ExerciseResult, TestResult]]:
    """What is not done, in the ladder's order, each with its most telling test or one to do."""
    found = []
    for exercise in ladder(report.exercises):
        failed = next(iter(broken(exercise)), None)
        to_do = _first(exercise, Outcome.TODO)
        # What nobody has written yet fails at nothing, whatever a test makes of it.
        test = (to_do or failed) if exercise.untouched else (failed or to_do)
        if test is not None:
            found.append((exercise, test))
    return found


class _Board:
    """The columns that all lines of a report share."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.next = (next_exercise(report) or (None,))[0]
        rows = report.exercises
        self.state_width = max((len(self._state(row).text) for row in rows), default=0)
        self.name_width = min(max((len(row.name) for row in rows), default=0), _MAX_NAME_COLUMNS)
        self.digits = max((len(str(row.max_points)) for row in rows), default=1)

    def add_line(self, page: Page, exercise: ExerciseResult) -> None:
        """Adds the line of one exercise, shortened to fit."""
        state = self._state(exercise)
        name = pad(squeeze(exercise.name, self.name_width), self.name_width)
        points = f"{exercise.points:>{self.digits}} of {exercise.max_points:>{self.digits}}"
        points = points if exercise.tests else " " * len(points)
        start = f"    {pad(state.text, self.state_width)}  {exercise.number}  {name}  {points}   "
        mark = "  <- next" if exercise is self.next else ""
        room = WIDTH - len(start) - len(mark)
        remarks = [each for each in self._remarks(exercise) if each.strip()] or [""]
        # The first one that fits, else the last one shortened.
        fitting = (each for each in remarks if shorten(each, room) == each)
        remark = next(fitting, shorten(remarks[-1], room))
        word = Span(start[4 : 4 + self.state_width], state.style)
        tail = Span(mark if remark else mark.lstrip(), "bold")
        page.add("    ", word, start[4 + self.state_width :], Span(remark, "dim"), tail, hang=8)

    def _state(self, exercise: ExerciseResult) -> Span:
        ran = exercise.tests or not self.report.interrupted
        return STATES[exercise.outcome] if ran else Span("not run", "dim")

    def _remarks(self, exercise: ExerciseResult) -> list[str]:
        """What could be said of an exercise, the best first."""
        if not exercise.tests:
            return [] if self.report.interrupted else ["no test ran"]
        if exercise.outcome is Outcome.PASSED:
            held = [measure for test in exercise.tests for measure in test.measures if measure.held]
            # Sizes come first: they are what a learner can make smaller still. A bound met to the
            # unit, or with nothing used, says little about room to improve: those come last.
            held.sort(key=lambda it: (not 1 < it.margin < inf, it.unit != "bytes", it.margin))
            return [words for measure in held[:1] for words in (headroom(measure), brief(measure))]
        if exercise.untouched:
            return []
        told = next(iter(broken(exercise)), None) or _first(exercise, exercise.outcome)
        if told and told.outcome is not Outcome.TODO:
            missed = [measure for measure in told.measures if not measure.held]
            tellers = (headroom, lambda measure: f"{measure.what}: {excess(measure)}", excess)
            misses = [teller(measure) for teller in tellers for measure in missed]
            unsaid = f"{_REASONS.get(told.outcome, 'not met')}: {sentence(told)}"
            return [told.message, *misses] if told.message else misses or [unsaid]
        left = sum(test.outcome is Outcome.TODO for test in exercise.tests)
        return [f"{left} of {len(exercise.tests)} tests still to do"] if exercise.points else []


def sentence(test: TestResult) -> str:
    """What a test asks for: its requirement, or its name in words."""
    name, bracket, case = test.name.rsplit("::", 1)[-1].partition("[")
    words = name.removeprefix("test_").replace("_", " ") + (f" {bracket}{case}" if bracket else "")
    return " ".join(test.requirement.split()).rstrip(".") or words


def _first(exercise: ExerciseResult, *wanted: Outcome) -> TestResult | None:
    return next((test for test in exercise.tests if test.outcome in wanted), None)


def _add_total(page: Page, report: Report, following: str) -> None:
    points = f"{report.points} of {report.max_points} points"
    if len(report.exercises) > 1:
        done = sum(exercise.done for exercise in report.exercises)
        points = f"{done} of {len(report.exercises)} exercises done, {points}"
    onward = _onward(report, following)
    gap = " " * max(28 - len(points), 4)
    if 2 + len(points + gap + onward) <= WIDTH:
        page.add("  ", Span(points, "bold"), gap, onward)
    else:
        page.add("  ", Span(points, "bold"))
        page.add("  ", onward)


def _add_submission(page: Page, report: Report) -> None:
    """Adds what was graded in place of the stubs, and what differs in it without any influence."""
    if report.submission:
        page.add(f"  submission: {report.submission}", hang=_FAR_COLUMNS)
    if report.ignored:
        files = len(report.ignored) + report.ignored_more
        more = files - _MAX_IGNORED_NAMES
        shown = report.ignored[:_MAX_IGNORED_NAMES] + [f"and {more:,} more"] * (more > 0)
        counted = number_of(files, "file")
        page.add(f"  changed, ignored: {counted}: {', '.join(shown)}", hang=_FAR_COLUMNS)


def _onward(report: Report, following: str) -> str:
    found = next_exercise(report)
    if found:
        return f"next: {command('grade', found[0].name)}"
    outcomes = {
        test.outcome: exercise.name for exercise in report.exercises for test in exercise.tests
    }
    unsure = outcomes.get(Outcome.UNSURE, "")
    closings = [
        (report.interrupted, f"go on: {command('grade')}"),
        (not report.exercises, f"nothing was graded; see: {command('grade')}"),
        (report.exit_code == 4, f"the rest is the grader's fault: {command('doctor')}"),
        (bool(unsure), f"unsure costs no point; again: {command('grade', unsure)}"),
        (bool(following), f"{_PRAISE} next: {command('grade', following)}"),
        (True, _PRAISE),
    ]
    return next(words for true, words in closings if true)

"""The scoreboard: how a grading went, by exercise or by topic, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence

from graders.model.invocation import command
from graders.model.levels import ladder
from graders.model.mistakes import broken
from graders.model.report import ExerciseResult, Outcome, Report, TestResult
from graders.model.text import printable
from graders.model.wording import number_of
from graders.screens.overview import add_board, add_topics
from graders.screens.page import ANYWHERE, QUOTE, Page, Space, Span
from graders.screens.standings import NOT_RUN, Standing, first

_PRAISE = "done, and within every bound. Well made!"

MAX_CAUSES = 3
"""Reasons for faults that are shown."""

_MAX_IGNORED_NAMES = 5
_FAR_COLUMNS = 14
"""A hang at which no name of a stranger's file looks like the line of an exercise."""


def scoreboard(
    report: Report, following: str = "", space: Space = ANYWHERE, by_topic: bool = False
) -> Page:
    """The page of all exercises of a report, a line each, or a line each topic.

    ``following`` is the exercise to go on with where these are done. By topic it leaves to the
    card, which stands below it, to say how to go on.
    """
    page = Page()
    standings = [
        Standing(each, NOT_RUN if report.interrupted and not each.tests else None)
        for each in report.exercises
    ]
    onward = (next_exercise(report) or (None,))[0]
    if by_topic:
        add_topics(page, standings, space)
    else:
        marked = next((each for each in standings if each.result is onward), None)
        add_board(page, standings, space, marked)
    if len(report.exercises) == 1 and report.exercises[0].outcome is Outcome.PASSED:
        # What is worth knowing beside the verdict.
        for note in (note for test in report.exercises[0].tests for note in test.notes):
            for line in printable(note).split("\n"):
                page.add("    ", Span(line, "dim"), hang=_FAR_COLUMNS)
    faults = [*report.faults, *_causes(report)]
    if faults:
        page.add()
        page.add("  ", Span("The grader's own fault, no mistake of yours:", "magenta"))
        for fault in faults:
            page.add_block(fault, indent=4, mark=QUOTE)
        page.add(f"    Run it again; if it stays: {command('doctor')}")
    if report.interrupted:
        graded, of = sum(bool(each.tests) for each in report.exercises), len(report.exercises)
        counted = f"{graded} of {of}" if graded < of else f"{graded}"
        noun = "exercise" if counted == "1" else "exercises"
        page.add("  ", Span(f"interrupted: {counted} {noun} graded", "magenta"))
    closing = [] if by_topic and onward else _onward(report, onward, following, space)
    _add_total(page, report, closing, space)
    if len(standings) == 1 and report.source == "stubs" and not standings[0].open:
        way = "press s" if space.keys else command("solution", report.exercises[0].name)
        page.add(f"  how others did it: {way}")
    _add_submission(page, report)
    if by_topic and onward:
        page.add()
    return page


def _causes(report: Report) -> list[str]:
    """Why tests are faults, each reason once."""
    causes = {
        test.message: exercise.name
        for exercise in reversed(report.exercises)
        for test in exercise.tests
        if test.outcome is Outcome.FAULT
    }
    return [f"{name}: {why}" for why, name in reversed(causes.items())][:MAX_CAUSES]


def next_exercise(report: Report) -> tuple[ExerciseResult, TestResult] | None:
    """The exercise and the test to work on: of the first exercise that is not done, if any."""
    return next(iter(next_exercises(report)), None)


def next_exercises(report: Report) -> list[tuple[ExerciseResult, TestResult]]:
    """What is not done, in the ladder's order, each with its most telling test or one to do."""
    found = []
    for exercise in ladder(report.exercises):
        failed = next(iter(broken(exercise)), None)
        to_do = first(exercise, Outcome.TODO)
        # What nobody has written yet fails at nothing, whatever a test makes of it.
        test = (to_do or failed) if exercise.untouched else (failed or to_do)
        if test is not None:
            found.append((exercise, test))
    return found


def _add_total(page: Page, report: Report, onward: Sequence[str], space: Space) -> None:
    """Adds the points and how to go on; a command has a line of its own, to be copied whole."""
    points = f"{report.points} of {report.max_points} points"
    if len(report.exercises) > 1:
        done = sum(exercise.done for exercise in report.exercises)
        points = f"{done} of {len(report.exercises)} exercises done, {points}"
    gap = " " * max(28 - len(points), 4)
    if len(onward) == 1 and 2 + len(points + gap + onward[0]) <= space.columns:
        page.add("  ", Span(points, "bold"), gap, onward[0])
        return
    page.add("  ", Span(points, "bold"))
    for line in onward:
        page.add("  ", line)


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


def _onward(
    report: Report, undone: ExerciseResult | None, following: str, space: Space
) -> list[str]:
    if undone:
        again = "mend it and save" if space.keys else command("grade", undone.name)
        return [f"next: {again}"]
    outcomes = {
        test.outcome: exercise.name for exercise in report.exercises for test in exercise.tests
    }
    unsure = outcomes.get(Outcome.UNSURE, "")
    praise = f"all {_PRAISE}" if len(report.exercises) > 1 else _PRAISE
    onward = "press n" if space.keys else command("grade", following)
    closings = [
        (report.interrupted, [f"go on: {command('grade')}"]),
        (not report.exercises, [f"nothing was graded; see: {command('grade')}"]),
        (report.exit_code == 4, [f"the rest is the grader's fault: {command('doctor')}"]),
        (bool(unsure), [f"unsure costs no point; again: {command('grade', unsure)}"]),
        (bool(following), [praise, f"next: {onward}"]),
        (True, [praise]),
    ]
    return next(words for true, words in closings if true)

"""The words beside a row: short, or as its card; cut to what a platform takes."""

from __future__ import annotations

from collections.abc import Sequence

from graders.formats import rows
from graders.formats.rows import Row, Status
from graders.model.invocation import command
from graders.model.report import POINTS_RULE, ExerciseResult, Report, TestResult
from graders.model.text import LINE_BYTES, one_line
from graders.model.wording import number_of
from graders.screens.card import card

MAX_IGNORED_NAMES = 50
"""Of ignored files, that are shown."""

MAX_MARKED_NAMES = 20
"""Of exercises with tests by the worker's word, that are shown."""

MAX_REACHES = 10
"""Places that reach for the interpreter, that are shown."""

_END = "..."


def short(exercise: ExerciseResult, test: TestResult, placed: bool = False) -> str:
    """A few lines on a test: what happened, where, what to try, where a hint is; none if passed.

    ``placed`` is true where they stand beside the learner's line, and need not say where.
    """
    status = rows.status_of(test)
    if status is Status.PASS:
        return ""
    lines = [rows.told_of(test)]
    line = own_line(exercise, test)
    file = one_line(exercise.file, LINE_BYTES)
    lines += [] if placed else [f"{file}:{line}" if line else file]
    lines += [f"What to try: {one_line(test.advice)}"] if test.advice else []
    stuck = f"Stuck? {command('hint', one_line(exercise.name))}"
    lines += [stuck] if status is Status.FAIL else []
    return "\n".join(lines)


def long(row: Row, report: Report) -> str:
    """What is to be said of a row: a line for each test, and the card of the one that decided."""
    if row.exercise is None or not row.tests:
        return row.told
    lines = [] if row.status is Status.PASS else [row.told]
    lines += [
        f"{test.outcome:<8}  {rows.test_name(row.exercise, test)}{rows.mark_of(test)}"
        for test in row.tests
    ]
    if row.telling is not None and row.status is not Status.PASS:
        lines += ["", of_test(row.exercise, row.telling, report)]
    return "\n".join(lines)


def of_test(exercise: ExerciseResult, test: TestResult, report: Report) -> str:
    """The card of a test; for one that passed, its one line."""
    if rows.status_of(test) is Status.PASS:
        return rows.told_of(test)
    return str(card(exercise, test, report.seed)).rstrip("\n")


def own_line(exercise: ExerciseResult, test: TestResult) -> int:
    """The line of the file that decided a test: the last call, else what held memory; or 0."""
    calls = [frame.line for frame in reversed(test.frames) if frame.file == exercise.file]
    held = [each.line for each in test.held if each.file == exercise.file]
    return next((line for line in calls + held if line > 0), 0)


def remarks(report: Report) -> list[str]:
    """What is to be known of a grading as a whole, a line each, the score first."""
    found = rows.rows(report)
    lines = [f"{rows.score(found)} of {rows.max_score(found)} points", POINTS_RULE]
    lines += [row.told for row in found if row.exercise is None]
    if report.submission:
        lines.append(f"Submission: {one_line(report.submission, LINE_BYTES)}")
    if report.ignored:
        lines.append(f"{ignored(report)}: {', '.join(ignored_names(report))}")
    return [*lines, *by_word(report), isolation(report), seed(report)]


def seed(report: Report) -> str:
    """What the random inputs were made from."""
    if report.seed is None:
        return "Random inputs: each exercise has a seed of its own, on its card"
    return f"Random inputs: seed {report.seed}"


def ignored(report: Report) -> str:
    """How many files of a submission were ignored."""
    files = len(report.ignored) + report.ignored_more
    return f"Changed or added, without any influence: {number_of(files, 'file')}"


def ignored_names(report: Report, most: int = MAX_IGNORED_NAMES) -> list[str]:
    """The first of those files, and how many others there are."""
    names = [one_line(name, LINE_BYTES) for name in report.ignored[:most]]
    more = len(report.ignored) + report.ignored_more - len(names)
    return [*names, f"and {more:,} more"] if more else names


def by_word(report: Report) -> list[str]:
    """The tests whose verdict rests on the worker's word, and what reaches there, a line each."""
    marked = [(rows.title(each), len(each.by_word)) for each in report.exercises if each.by_word]
    if not marked:
        return []
    names = ", ".join(f"{title} ({tests})" for title, tests in marked[:MAX_MARKED_NAMES])
    total = sum(tests for _, tests in marked)
    places = [
        f"{one_line(each.file.rpartition('/')[2], LINE_BYTES)}:{each.line} {one_line(each.what)}"
        for exercise in report.exercises
        for each in exercise.reaches
    ]
    more = [f"and {len(places) - MAX_REACHES:,} more"] if len(places) > MAX_REACHES else []
    shown = ", ".join([*places[:MAX_REACHES], *more])
    return [
        "By the worker's word, since nothing outside of it can tell: "
        f"{number_of(total, 'test')} of {names}",
        *([f"Reaching for the interpreter there: {shown}"] if places else []),
    ]


def isolation(report: Report) -> str:
    """How the learner's code was held."""
    return f"The submitted code was held by: {one_line(report.isolation)}"


def fitted(texts: Sequence[str], most: int) -> list[str]:
    """Texts of at most this many bytes of UTF-8 in all: the longest are cut to one length."""
    left, longest = most, most
    for place, size in enumerate(sorted(len(text.encode()) for text in texts)):
        longest = left // (len(texts) - place)
        if size > longest:
            break
        left -= size
    return [cut(text, longest) for text in texts]


def cut(text: str, most: int) -> str:
    """The text with at most this many bytes of UTF-8; "..." stands for a lost end."""
    data = text.encode()
    if len(data) <= most:
        return text
    return data[: max(most - len(_END), 0)].decode("utf-8", "ignore") + _END[:most]

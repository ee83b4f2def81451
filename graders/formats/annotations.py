"""Marks on the learner's own lines, as workflow commands: GitHub shows them beside the code."""

from __future__ import annotations

from graders.formats import rows, texts
from graders.model.report import BROKEN, ExerciseResult, Report, TestResult
from graders.model.text import LINE_BYTES, one_line

MAX_ANNOTATIONS = 10
"""Of one kind, that GitHub keeps of a step."""


def commands(report: Report) -> list[str]:
    """The commands: what is to be mended, one a source line, known lines first."""
    first: dict[tuple[str, int], tuple[ExerciseResult, TestResult]] = {}
    for exercise in report.exercises:
        for test in exercise.tests if not exercise.untouched else ():
            if test.outcome in BROKEN:
                spot = exercise.file, texts.own_line(exercise, test)
                first.setdefault(spot, (exercise, test))
    spots = sorted(first, key=lambda spot: not spot[1])
    return [_command(line, *first[file, line]) for file, line in spots[:MAX_ANNOTATIONS]]


def _command(line: int, exercise: ExerciseResult, test: TestResult) -> str:
    file = exercise.file
    known = {"line": str(line)} if line else {}
    where = {"file": one_line(file, LINE_BYTES), **known, "title": rows.test_name(exercise, test)}
    properties = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in where.items()
    )
    return f"::error {properties}::{_escaped(texts.short(exercise, test, placed=True))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

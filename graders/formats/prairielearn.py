"""PrairieLearn: ``results.json``, which it takes from ``/grade/results``."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from graders.formats import rows, texts
from graders.model.report import Outcome, Report

MAX_FILE_BYTES = 1_000_000

MAX_ERRORS = 5
"""Reasons why nothing could be read."""


class Test(msgspec.Struct, frozen=True):
    """One test."""

    __test__ = False

    name: str
    description: str
    points: int
    max_points: int
    message: str
    output: str


class Results(msgspec.Struct, frozen=True):
    """The whole file."""

    score: float
    """From 0 to 1."""
    gradable: bool
    """False where nothing gave a verdict, or nothing could be read: such an attempt costs none."""
    format_errors: list[str]
    """Why it could not be read."""
    message: str
    output: str
    tests: list[Test]


def text(report: Report) -> str:
    """The file as JSON."""
    found = rows.rows(report)
    points, of = rows.score(found), rows.max_score(found)
    first, *more = texts.remarks(report)
    refused = [each for each in report.exercises if each.outcome is Outcome.REFUSED]
    unread = {test.message: None for each in refused for test in each.tests if test.message}
    is_read = len(refused) < len(report.exercises)
    bare = Results(
        score=points / of if of else 0.0,
        gradable=of > 0 and is_read,
        format_errors=[] if is_read else list(unread)[:MAX_ERRORS],
        message=first,
        output="\n".join(more),
        tests=[
            Test(
                name=row.name,
                description="",
                points=row.score,
                max_points=row.max_score,
                message=texts.cut(row.told, rows.MAX_NAME_BYTES),
                output="",
            )
            for row in found
        ],
    )
    # In JSON a quote, a backslash and a new line take two bytes.
    room = (MAX_FILE_BYTES - len(msgspec.json.encode(bare)) - 1) // 2
    outputs = texts.fitted([texts.long(row, report) for row in found], max(room, 0))
    tests = [replace(test, output=output) for test, output in zip(bare.tests, outputs, strict=True)]
    return msgspec.json.encode(replace(bare, tests=tests)).decode() + "\n"

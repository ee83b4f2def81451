"""PrairieLearn: ``results.json``, which it takes from ``/grade/results``."""

from __future__ import annotations

import msgspec

from graders.formats import rows, texts
from graders.formats.rows import Row, Status
from graders.model.report import Report
from graders.model.text import one_line

MOST = 1_000_000
"""Bytes that the file may have."""


class Test(msgspec.Struct):
    """One test."""

    __test__ = False

    name: str
    description: str
    points: int
    max_points: int
    message: str
    output: str


class Results(msgspec.Struct):
    """The whole file."""

    score: float
    """From 0 to 1."""
    gradable: bool
    """False where nothing gave a verdict: such an attempt does not count."""
    message: str
    output: str
    tests: list[Test]


def text(report: Report) -> str:
    """The file as JSON."""
    return msgspec.json.encode(results(report)).decode() + "\n"


def results(report: Report) -> Results:
    """What the file holds."""
    found = rows.rows(report)
    points, of = rows.score(found), rows.max_score(found)
    first, *more = texts.remarks(report)
    made = Results(
        score=points / of if of else 0.0,
        gradable=any(row.status in (Status.PASS, Status.FAIL) for row in found),
        message=first,
        output="\n".join(more),
        tests=[_test(row) for row in found],
    )
    # In JSON a quote, a backslash and a new line take two bytes.
    room = (MOST - len(msgspec.json.encode(made)) - 1) // 2
    outputs = texts.fitted([texts.long(row, report) for row in found], max(room, 0))
    for test, output in zip(made.tests, outputs, strict=True):
        test.output = output
    return made


def _test(row: Row) -> Test:
    description = row.test.requirement if row.test else ""
    return Test(
        name=row.name,
        description=one_line(" ".join(description.split()), rows.NAME),
        points=row.score,
        max_points=row.max_score,
        message=texts.cut(row.told, rows.NAME),
        output="",
    )

"""Gradescope: ``results.json``, which it takes from ``/autograder/results``."""

from __future__ import annotations

from typing import Literal

import msgspec

from graders.formats import rows, texts
from graders.formats.rows import Row, Status
from graders.model.report import Report
from graders.model.text import one_line

MOST = 4 << 20
"""Bytes of all that is said beside the tests."""

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]


class Test(msgspec.Struct):
    """One row of the page of results."""

    __test__ = False

    score: int
    max_score: int
    name: str
    number: str
    status: Literal["passed", "failed"]
    output: str
    output_format: str
    tags: list[str]
    visibility: Visibility


class Results(msgspec.Struct):
    """The whole file."""

    score: int
    execution_time: float
    output: str
    output_format: str
    visibility: Visibility
    stdout_visibility: Visibility
    tests: list[Test]


def text(report: Report, visibility: Visibility = "visible") -> str:
    """The file as JSON; ``visibility`` says when students see the rows."""
    return (
        msgspec.json.format(msgspec.json.encode(results(report, visibility)), indent=1).decode()
        + "\n"
    )


def results(report: Report, visibility: Visibility = "visible") -> Results:
    """What the file holds."""
    found = rows.rows(report)
    outputs = texts.fitted([texts.long(row, report) for row in found], MOST // 2)
    made = [
        _test(row, place, output, visibility)
        for place, (row, output) in enumerate(zip(found, outputs, strict=True), start=1)
    ]
    return Results(
        score=rows.score(found),
        execution_time=round(sum(row.test.seconds for row in found if row.test), 3),
        output="\n".join(texts.remarks(report)),
        output_format="text",
        visibility="visible",
        stdout_visibility="hidden",  # nothing is said there that is not in the rows
        tests=made,
    )


def _test(row: Row, place: int, output: str, visibility: Visibility) -> Test:
    return Test(
        score=row.score,
        max_score=row.max_score,
        name=row.name,
        number=str(place),
        status="passed" if row.status in (Status.PASS, Status.UNSURE) else "failed",
        output=output,
        output_format="text",
        tags=[one_line(row.topic, rows.NAME)] if row.topic else [],
        visibility=visibility,
    )

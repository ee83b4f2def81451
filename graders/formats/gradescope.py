"""Gradescope: ``results.json``, which it takes from ``/autograder/results``."""

from __future__ import annotations

from typing import Literal

import msgspec

from graders.formats import rows, texts
from graders.formats.rows import Status
from graders.model.report import Report
from graders.model.text import one_line

MAX_OUTPUT_BYTES = 4 << 20
"""Of all that is said beside the tests."""

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]


class Test(msgspec.Struct, frozen=True):
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


class Results(msgspec.Struct, frozen=True):
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
    found = rows.rows(report)
    outputs = texts.fitted([texts.long(row, report) for row in found], MAX_OUTPUT_BYTES // 2)
    tests = [
        Test(
            score=row.score,
            max_score=row.max_score,
            name=row.name,
            number=str(number),
            status="passed" if row.status in (Status.PASS, Status.UNSURE) else "failed",
            output=output,
            output_format="text",
            tags=[one_line(row.topic, rows.MAX_NAME_BYTES)] if row.topic else [],
            visibility=visibility,
        )
        for number, (row, output) in enumerate(zip(found, outputs, strict=True), start=1)
    ]
    made = Results(
        score=rows.score(found),
        execution_time=round(sum(row.seconds for row in found), 3),
        output="\n".join(texts.remarks(report)),
        output_format="text",
        visibility="visible",
        stdout_visibility="hidden",  # nothing is said there that is not in the rows
        tests=tests,
    )
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"

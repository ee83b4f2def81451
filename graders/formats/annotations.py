"""Marks on the learner's own lines, as workflow commands: GitHub shows them beside the code."""

from __future__ import annotations

from graders.formats import rows, texts
from graders.formats.rows import Row
from graders.model.report import BROKEN, Report
from graders.model.text import LINE_BYTES, one_line

MAX_ANNOTATIONS = 10
"""Of one kind, that GitHub keeps of a step."""


def commands(report: Report) -> list[str]:
    """The commands: what is to be mended, one a source line, known lines first."""
    first: dict[tuple[str, int], Row] = {}
    for row in rows.rows(report):
        if row.exercise and row.test and row.test.outcome in BROKEN:
            first.setdefault((row.exercise.file, texts.own_line(row.exercise, row.test)), row)
    spots = sorted(first, key=lambda spot: not spot[1])
    return [_command(*spot, first[spot]) for spot in spots[:MAX_ANNOTATIONS]]


def _command(file: str, line: int, row: Row) -> str:
    known = {"line": str(line)} if line else {}
    where = {"file": one_line(file, LINE_BYTES), **known, "title": row.name}
    properties = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in where.items()
    )
    return f"::error {properties}::{_escaped(texts.short(row, placed=True))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

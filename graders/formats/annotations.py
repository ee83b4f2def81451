"""Marks on the learner's own lines, as workflow commands: GitHub shows them beside the code, about ten a step."""

from __future__ import annotations

from graders.formats import rows, texts
from graders.formats.rows import Row
from graders.model.report import BROKEN, Report
from graders.model.text import LINE_BYTES, one_line

MOST = 10
"""Annotations of one kind that GitHub keeps of a step."""


def commands(report: Report) -> list[str]:
    """The commands, a line each and at most ten: what is to be mended, one a source line, known lines first."""
    first: dict[tuple[str, int], Row] = {}
    for row in rows.rows(report):
        if row.exercise and row.test and row.test.outcome in BROKEN:
            first.setdefault((row.exercise.file, texts.own_line(row.exercise, row.test)), row)
    spots = sorted(first, key=lambda spot: not spot[1])
    return [_command(*spot, first[spot]) for spot in spots[:MOST]]


def _command(file: str, line: int, row: Row) -> str:
    where = {
        "file": one_line(file, LINE_BYTES),
        **({"line": str(line)} if line else {}),
        "title": row.name,
    }
    told = [each for each in texts.short(row).split("\n") if each != _place(row)]
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    return f"::error {properties}::{_data(chr(10).join(told))}"


def _place(row: Row) -> str:
    """What the annotation shows by where it stands."""
    return texts.place(row.exercise, row.test) if row.exercise and row.test else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

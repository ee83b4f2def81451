"""A gradebook in CSV: a row for each learner, a column for each exercise.

The first columns are those of Classroom 50's download. A cell that a spreadsheet would take for a formula opens with an
apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graders.verdicts import ExerciseResult

COLUMNS = ("username", "score", "max_score", "datetime", "submission_tag", "late")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Row:
    """One learner."""

    name: str
    handed_in: datetime
    results: Sequence[ExerciseResult]
    """One for each exercise, in the order of the columns."""
    note: str = ""


def table(rows: Sequence[Row], exercises: Sequence[str]) -> str:
    """The gradebook: points of each learner in all, and in each exercise."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, *exercises, "note"])
    writer.writerows(map(_cells, rows))
    return text.getvalue()


def _cells(row: Row) -> list[object]:
    points = [result.points for result in row.results]
    most = sum(result.max_points for result in row.results)
    when = row.handed_in.isoformat(timespec="seconds")
    return [_plain(row.name), sum(points), most, when, "", "", *points, _plain(row.note)]


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

"""A gradebook: one row a learner, in the columns of Classroom 50 and one more an exercise."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from graders.formats import rows
from graders.model.exercises import Exercise
from graders.model.report import ExerciseResult, Report
from graders.model.text import LINE_BYTES, one_line

COLUMNS = ("username", "score", "max_score", "datetime", "submission_tag", "late", "by_word")
"""Those of Classroom 50, and how many tests rest on the worker's word."""

_FORMULA = ("=", "+", "-", "@", "\t")
"""How a cell begins that a spreadsheet would compute."""


class Entry(NamedTuple):
    """One learner."""

    username: str
    report: Report | None
    """None where nothing could be graded: an empty grade, since a 0 would say that it was."""
    datetime: str = ""
    submission_tag: str = ""
    late: bool = False
    by_hand: Mapping[str, int] = MappingProxyType({})
    """Points that were given by hand, by the names of the exercises."""


def text(entries: Iterable[Entry], known: Iterable[Exercise | ExerciseResult] = ()) -> str:
    """The gradebook as CSV, with a column for every exercise that is known or was graded.

    Where points were given by hand, the last column says of which exercises.
    """
    learners = list(entries)
    its: list[Exercise | ExerciseResult] = [*known]
    its += [each for learner in learners if learner.report for each in learner.report.exercises]
    columns = sorted({_column(exercise) for exercise in its})
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    last = ["by_hand"] if any(learner.by_hand for learner in learners) else []
    writer.writerow([*COLUMNS, *map(safe, columns), *last])
    made: dict[int, list[rows.Row]] = {}
    for learner in learners:
        found = rows.rows(learner.report, made) if learner.report else []
        graded = learner.report.exercises if learner.report else []
        points = {
            _column(each): learner.by_hand.get(each.name, rows.score(made.get(id(each), ())))
            for each in graded
            if each.tests or each.name in learner.by_hand
        }
        total = rows.changed_score(found, learner.by_hand)
        cells = [
            safe(learner.username),
            total.points if found else "",
            total.max_points if found else "",
            safe(learner.datetime),
            safe(learner.submission_tag),
            "true" if learner.late else "false",
            sum(len(exercise.by_word) for exercise in graded) if found else "",
        ]
        cells += [points.get(column, "") for column in columns]
        writer.writerow(cells + [safe(", ".join(sorted(learner.by_hand)))] * len(last))
    return file.getvalue()


def safe(text: str) -> str:
    """Text for one cell: printable, on one line, and no formula for a spreadsheet."""
    line = one_line(text, LINE_BYTES)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _column(exercise: Exercise | ExerciseResult) -> str:
    return f"{exercise.number} {exercise.name}"

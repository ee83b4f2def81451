"""The grades of a roster's people as Canvas, Moodle and a spreadsheet take them, and the feedback.

A cell of points is empty where there is nothing to tell: nothing handed in, nobody knows by whom,
or not everything graded for sure. An import leaves such a grade as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graders.authors.bundles.pack import zipped
from graders.authors.classes.dates import Deadline
from graders.authors.classes.marked import Marked
from graders.authors.classes.people import Person
from graders.formats.gradebook import safe
from graders.formats.rows import EXERCISE_POINTS
from graders.model.exercises import Exercise
from graders.model.report import Outcome

BYTE_ORDER_MARK = "\ufeff"
"""By it spreadsheets know UTF-8, and keep umlauts whole. Canvas and Moodle take it too."""

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")

MOODLE = ("Identifier", "Full name", "Email address", "Grade")

PEOPLE = ("Name", "ID", "SIS User ID", "Login", "Email", "Section")

NOTHING = "nothing to grade"
"""What a row says of who has handed in nothing."""

OUTCOME = ("Points", "Out of", "Handed in", "Late", "Days late", "Final", "Remarks")

_CANVAS_FILE = re.compile(r"(.+?_(?:LATE_)?\d+_\d+|(?:LATE_)?anon_[A-Za-z0-9]+_\d+)_.+")
"""The name of a file that Canvas handed out, up to what the learner called it."""


@dataclass(frozen=True)
class Grade:
    """One person, and what there is of this one."""

    person: Person
    marked: Marked | None = None
    unclear: str = ""
    """Why nothing counts of what was handed in."""

    def final(self, deadline: Deadline) -> float | None:
        """The points after what being late costs; None where there is nothing to tell."""
        marked = self.marked
        if marked is None or marked.learner.fault:
            return None
        sure = (
            each.name in marked.changes or (each.tests and each.max_points == EXERCISE_POINTS)
            for each in marked.results
        )
        if not all(sure):
            return None
        return deadline.after_penalty(marked.points, marked.days_late)


def marked_as_unicode(text: str) -> str:
    """A table as spreadsheets read it right; plain ASCII stays as it is, for whoever else reads."""
    return text if text.isascii() else f"{BYTE_ORDER_MARK}{text}"


def possible(exercises: Sequence[Exercise]) -> int:
    """The points that an assignment of these exercises is worth."""
    return len(exercises) * EXERCISE_POINTS


def canvas(grades: Iterable[Grade], deadline: Deadline, assignment: str, points: int) -> str:
    """What Canvas imports: its own columns, and one of an assignment with the points possible."""
    rows: list[Sequence[object]] = [
        (*CANVAS, assignment),
        ("    Points Possible", "", "", "", "", points),
    ]
    for grade in grades:
        its = grade.person
        cells = (its.name, its["id"], its["sis"], its["login"], its["section"])
        rows.append((*cells, _number(grade.final(deadline))))
    return _csv(rows)


def moodle(grades: Iterable[Grade], deadline: Deadline) -> str:
    """What Moodle imports as a grading worksheet, or by the address."""
    rows: list[Sequence[object]] = [MOODLE]
    for grade in grades:
        its = grade.person
        identifier = its["identifier"]
        if not identifier and grade.marked and grade.marked.learner.platform == "Moodle":
            identifier = f"Participant {grade.marked.learner.number}"
        rows.append((identifier, its.name, its["email"], _number(grade.final(deadline))))
    return _csv(rows)


def spreadsheet(grades: Iterable[Grade], deadline: Deadline, exercises: Sequence[Exercise]) -> str:
    """All that is known, for people."""
    columns = [f"{each.number} {each.name}" for each in exercises]
    rows: list[Sequence[object]] = [(*PEOPLE, *columns, *OUTCOME)]
    for grade in grades:
        its, marked = grade.person, grade.marked
        known = (its.name, its["id"], its["sis"], its["login"], its["email"], its["section"])
        if marked is None:
            rows.append(
                (*known, *[""] * (len(columns) + len(OUTCOME) - 1), grade.unclear or NOTHING)
            )
            continue
        points = [
            marked.score_of(each).points if each.tests or each.name in marked.changes else ""
            for each in marked.results
        ]
        by_hand = [f"{name} by hand: {each.reason}" for name, each in marked.changes.items()]
        refused = [
            f"{each.name} {each.tests[0].message}"
            for each in marked.results
            if each.outcome is Outcome.REFUSED and not marked.learner.problem
        ]
        remarks = "; ".join(filter(None, [marked.learner.problem, *refused, *by_hand]))
        late = "yes" if marked.late else "no"
        when = marked.when.isoformat(" ", "minutes") if marked.when else ""
        told = (marked.points, marked.max_points, when, late, marked.days_late)
        final = _number(grade.final(deadline))
        rows.append((*known, *points, *told, final, remarks))
    return _csv(rows)


def feedback(grades: Iterable[Grade], pages: dict[str, bytes]) -> bytes:
    """The learners' pages in the names by which Moodle and Canvas know whose they are.

    ``pages`` are by the learners' keys. Where no platform named what was handed in, there is a
    folder with the person's name.
    """
    files = {
        _feedback_name(grade.person, grade.marked): pages[grade.marked.learner.key]
        for grade in grades
        if grade.marked is not None and grade.marked.learner.key in pages
    }
    return zipped(files)


def _feedback_name(person: Person, marked: Marked) -> str:
    learner = marked.learner
    if learner.platform == "Canvas":
        found = filter(None, (_CANVAS_FILE.fullmatch(part.path.name) for part in learner.parts))
        given = next(found, None)
        if given:
            return f"{given[1]}_feedback.html"
    plain = re.sub(r'[_/\\:*?"<>|]+', " ", person.name).strip(" .") or f"line {person.line}"
    number = person["identifier"].rpartition(" ")[2] or learner.number
    if learner.platform == "Moodle" and number:
        return f"{plain}_{number}_assignfeedback_file_feedback.html"
    return f"{plain} (line {person.line})/feedback.html"


def _number(points: float | None) -> str:
    return "" if points is None else f"{points:g}"


def _csv(rows: Iterable[Sequence[object]]) -> str:
    """A table in which no cell of a stranger's is a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else safe(str(cell)) for cell in row])
    return BYTE_ORDER_MARK + file.getvalue()

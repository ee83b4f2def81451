"""The grades of a roster's people as Canvas, Moodle and a spreadsheet take them, and the feedback.

A cell of points is empty where there is nothing to tell: nothing handed in, nobody knows by whom,
or not everything graded for sure. An import leaves such a grade as it is.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graders.authors.bundles.pack import READS
from graders.authors.classes.dates import Deadline
from graders.authors.classes.marked import Marked
from graders.authors.classes.people import Person
from graders.authors.classes.roster import Learner
from graders.formats.gradebook import safe
from graders.formats.rows import EXERCISE_POINTS
from graders.model.exercises import Exercise
from graders.model.files import whole_file
from graders.model.report import Outcome

BYTE_ORDER_MARK = "\ufeff"
"""By it spreadsheets know UTF-8, and keep umlauts whole. Canvas and Moodle take it too."""

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")

MOODLE = ("Identifier", "Full name", "Email address", "Grade")

PEOPLE = ("Name", "ID", "SIS User ID", "Login", "Email", "Section")

NOTHING = "nothing to grade"
"""What a row says of who has handed in nothing."""

MAX_LISTED = 5
"""People in one remark."""

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


class Platform(NamedTuple):
    """A platform that takes a table."""

    name: str
    table: str
    columns: tuple[str, ...]
    """Ours, by which it finds people."""
    called: str
    """What it calls them."""
    export: str
    """Its own file, which has them."""

    def finds(self, person: Person, learner: Learner | None) -> str:
        """What it finds somebody by; "" for nothing."""
        cells = {**person.cells, "identifier": _identifier(person, learner)}
        return next(filter(None, (cells.get(column) for column in self.columns)), "")

    def lacking(self, persons: Sequence[Person], handed_in: Mapping[int, Learner]) -> str:
        """Whom it will not find by its table, in one line; "" for nobody."""
        lost = [each for each in persons if not self.finds(each, handed_in.get(each.line))]
        if len(lost) == len(persons):
            why = f"the roster has no {self.called}, by which {self.name} finds people"
            return f"{self.table} is not written: {why}; give {self.export} as --roster"
        if lost:
            listed = ", ".join(f"{each.name} (line {each.line})" for each in lost[:MAX_LISTED])
            more = f" and {len(lost) - MAX_LISTED} more" if len(lost) > MAX_LISTED else ""
            told = f"{self.name} will not find {listed}{more}: no {self.called} in the roster"
            return f"{self.table}: {told}"
        return ""


PLATFORMS = (
    Platform(
        *("Canvas", "canvas.csv", ("id", "sis", "login"), "ID, SIS User ID or SIS Login ID"),
        "Canvas's gradebook (Grades, Export)",
    ),
    Platform(
        *("Moodle", "moodle.csv", ("identifier", "email"), "Identifier or Email address"),
        "Moodle's grading worksheet",
    ),
)


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
        identifier = _identifier(its, grade.marked.learner if grade.marked else None)
        rows.append((identifier, its.name, its["email"], _number(grade.final(deadline))))
    return _csv(rows)


def _identifier(person: Person, learner: Learner | None) -> str:
    """What Moodle calls somebody: as its worksheet says, or the names of what it handed out."""
    if person["identifier"] or not learner or learner.platform != "Moodle":
        return person["identifier"]
    return f"Participant {learner.number}"


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


def write_feedback(path: Path, grades: Iterable[Grade], pages: Mapping[str, Path]) -> None:
    """Write a .zip of the learners' pages, in the names by which Moodle and Canvas know whose.

    ``pages`` are by the learners' keys. Where no platform named what was handed in, there is a
    folder with the person's name. One page is in memory at a time: of 3,000 learners all are not.
    """
    files = {
        _feedback_name(grade.person, grade.marked): pages[grade.marked.learner.key]
        for grade in grades
        if grade.marked is not None and grade.marked.learner.key in pages
    }
    with (
        whole_file(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, page in files.items():
            member = zipfile.ZipInfo(name)  # without a time: the same pages are the same .zip
            member.external_attr = READS << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, page.read_bytes())


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

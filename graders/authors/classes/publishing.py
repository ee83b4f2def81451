"""The table and the pages of a class, written whole while it is graded and when it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from graders.authors.classes import tables
from graders.authors.classes.by_hand import Changes
from graders.authors.classes.dates import Deadline
from graders.authors.classes.marked import Marked
from graders.authors.classes.moves import logged
from graders.authors.classes.outputs import Outputs
from graders.authors.classes.pages import Class, write_pages
from graders.authors.classes.people import Person
from graders.authors.classes.roster import Learner
from graders.commands.arguments import writing
from graders.formats import gradebook
from graders.model.files import write_whole
from graders.model.report import Report

EVERY_SECONDS = 5.0
"""That a run writes what it has."""

PART_OF_THE_TIME = 10
"""Where writing takes long it waits this many times as long for the next: grading goes first."""


NO_DEADLINE = Deadline()


@dataclass(frozen=True)
class Course:
    """What an instructor says of the class, and what is known by it."""

    persons: Sequence[Person] = ()
    """Of the roster; without one, there are no tables for platforms."""
    handed_in: Mapping[int, Learner] = field(default_factory=dict)
    """Whose is what, by the lines of the roster."""
    unclear: Mapping[int, str] = field(default_factory=dict)
    """Why nothing counts of those who handed in more than once, by the lines of the roster."""
    remarks: Sequence[str] = ()
    """Who of the roster or of the hand-ins is missing, unknown or twice there."""
    deadline: Deadline = NO_DEADLINE
    handed_in_at: Mapping[str, datetime] = field(default_factory=dict)
    """When each learner handed in, by the keys of those of whom something tells it."""
    changes: Changes = field(default_factory=dict)
    """Points that were given by hand."""
    assignment: str = ""
    """What Canvas calls it."""

    @cached_property
    def _own_dues(self) -> dict[str, datetime]:
        """By the keys of learners who have one; of a group's own due dates, the last counts."""
        found: dict[str, datetime] = {}
        for each in self.persons:
            learner = self.handed_in.get(each.line)
            if learner and each.due:
                found[learner.key] = max(each.due, found.get(learner.key, each.due))
        return found

    def marked(self, learner: Learner, report: Report) -> Marked:
        """A learner with the report."""
        when, due = self.handed_in_at.get(learner.key), self._own_dues.get(learner.key)
        chosen = {each.name for each in report.exercises}
        given = self.changes.get(learner.key, {})
        changes = {name: change for name, change in given.items() if name in chosen}
        return Marked(learner, report, when, self.deadline.days_late(when, due), changes)


class Publisher:
    """Writes what is known of a class."""

    def __init__(
        self,
        outputs: Outputs,
        course: Course,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outputs, self._course, self._clock = outputs, course, clock
        self._next = clock() + EVERY_SECONDS

    @property
    def due(self) -> bool:
        """It is time to write again."""
        return self._clock() >= self._next

    def write(self, whole: Class) -> None:
        """Write the table and the pages; each file stands whole at any time.

        Raises:
            Usage: a file cannot be written.
        """
        begun = self._clock()
        entries = [
            gradebook.Entry(
                each.learner.name,
                None if each.learner.fault else each.report,
                (each.when or each.learner.handed_in).isoformat(),
                late=each.late,
                by_hand={name: change.points for name, change in each.changes.items()},
            )
            for each in whole.marked
        ]
        with writing(self._outputs.table, "; nothing is lost, start it again to go on"):
            table = gradebook.text(entries, whole.exercises)
            write_whole(self._outputs.table, tables.marked_as_unicode(table))
            pages = write_pages(self._outputs.pages, whole)
            if self._course.persons:
                self._write_tables(whole, pages)
            if whole.moves:
                noticed = datetime.now(UTC).isoformat(timespec="seconds")
                log = self._outputs.moved
                write_whole(log, tables.marked_as_unicode(logged(log, whole.moves, noticed)))
        took = self._clock() - begun
        self._next = self._clock() + max(EVERY_SECONDS, PART_OF_THE_TIME * took)

    def _write_tables(self, whole: Class, pages: Mapping[str, Path]) -> None:
        """Those of the people in the roster; of a group's work, everybody has a row."""
        course, folder = self._course, self._outputs.pages
        marked = {each.learner.key: each for each in whole.marked}
        grades = []
        for person in course.persons:
            learner = course.handed_in.get(person.line)
            found = marked[learner.key] if learner else None
            if found:
                days = course.deadline.days_late(found.when, person.due)
                found = replace(found, days_late=days)
            grades.append(tables.Grade(person, found, course.unclear.get(person.line, "")))
        points, rule = tables.possible(whole.exercises), course.deadline
        made = {
            "canvas.csv": tables.canvas(grades, rule, course.assignment, points),
            "moodle.csv": tables.moodle(grades, rule),
            "spreadsheet.csv": tables.spreadsheet(grades, rule, whole.exercises),
        }
        if not whole.left:
            tables.write_feedback(folder / "feedback.zip", grades, pages)
        for name, content in made.items():
            write_whole(folder / name, content)
        for each in tables.PLATFORMS:
            # An import would take it, and find nobody by it: nor may an earlier run's stay.
            if not any(each.finds(p, course.handed_in.get(p.line)) for p in course.persons):
                (folder / each.table).unlink(missing_ok=True)

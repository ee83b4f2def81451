"""Points that an instructor changed by hand, each with a reason; no grading takes them back."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.authors.classes.people import Person, decoded, delimiter, fold, parsing
from graders.authors.classes.roster import Learner
from graders.formats.rows import EXERCISE_POINTS
from graders.model.errors import Usage
from graders.model.exercises import Exercise, NoSuchExercise, select
from graders.model.text import LINE_BYTES, one_line

COLUMNS = ("learner", "exercise", "points", "reason")


@dataclass(frozen=True)
class Change:
    """Points given by hand for an exercise."""

    points: int
    reason: str


Changes = Mapping[str, Mapping[str, Change]]
"""By the keys of learners and the names of exercises."""


def changes(
    path: Path,
    learners: Sequence[Learner],
    persons: Sequence[Person],
    handed_in: Mapping[int, Learner],
    among: Sequence[Exercise],
) -> Changes:
    """What a file of changes says.

    A learner is named as in the table or, where there is a roster, as there.

    Raises:
        Usage: it cannot be read, or a line of it cannot be followed: none is left out silently.
    """
    shown = one_line(str(path), LINE_BYTES)
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise Usage(f"{shown}: cannot be read ({error.strerror})") from None
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    with parsing(shown):
        rows = [(f"{shown}:{lines.line_num}", line) for line in lines]
    if missing := [name for name in COLUMNS if name not in (lines.fieldnames or ())]:
        raise Usage(f"{shown}:1: has no column {missing[0]}; it needs {', '.join(COLUMNS)}")
    called = _called(learners, persons, handed_in)
    found: dict[str, dict[str, Change]] = defaultdict(dict)
    for where, line in rows:
        cells = {name: (line[name] or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        keys = called[fold(cells["learner"])]
        if len(keys) != 1:
            why = "is not a learner of the table" if not keys else "could be several learners"
            raise Usage(f"{where}: {one_line(cells['learner'], LINE_BYTES)!r} {why}")
        exercise, (key,) = _exercise(cells["exercise"], among, where), keys
        if exercise in found[key]:
            raise Usage(f"{where}: these points are changed twice; leave one of the lines")
        found[key][exercise] = _change(cells, where)
    return dict(found)


def _called(
    learners: Sequence[Learner], persons: Sequence[Person], handed_in: Mapping[int, Learner]
) -> dict[str, set[str]]:
    """The keys of the learners who may be meant by a name or a number, folded."""
    called: dict[str, set[str]] = defaultdict(set)
    for learner in learners:
        called[fold(learner.name)].add(learner.key)
    for person in persons:
        for name in person.numbers | person.names if person.line in handed_in else ():
            called[name].add(handed_in[person.line].key)
    return called


def _exercise(text: str, among: Sequence[Exercise], where: str) -> str:
    """The name of the one exercise that is meant: by its name, its number, or both."""
    try:
        found = select(text.split() or [""], list(among))
    except NoSuchExercise as nothing:
        raise Usage(f"{where}: {nothing}") from None
    if len(found) != 1:
        raise Usage(f"{where}: {one_line(text, LINE_BYTES)!r} is not one exercise")
    return found[0].name


def _change(cells: Mapping[str, str], where: str) -> Change:
    points = cells["points"]
    if not (points.isascii() and points.isdecimal() and int(points) <= EXERCISE_POINTS):
        raise Usage(f"{where}: points are a whole number from 0 to {EXERCISE_POINTS}")
    if not cells["reason"]:
        raise Usage(f"{where}: give a reason: the learner reads it")
    return Change(int(points), one_line(cells["reason"], LINE_BYTES))

"""Points that an instructor changed by hand, each with a reason; no grading takes them back."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.authors.classes.people import NUMBERS, Match, Person, decoded, delimiter, fold, parsing
from graders.authors.classes.roster import NEVER, Learner
from graders.formats.rows import EXERCISE_POINTS
from graders.model.errors import Usage
from graders.model.exercises import Exercise, NoSuchExercise, select
from graders.model.text import LINE_BYTES, one_line
from graders.submissions.submission import Missing, rejected

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
    match: Match,
    among: Sequence[Exercise],
) -> Changes:
    """What a file of changes says.

    A learner is named as in the table or, where there is a roster, as there; who handed in
    nothing as there.

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
    called = _called(learners, persons, match)
    found: dict[str, dict[str, Change]] = defaultdict(dict)
    for where, line in rows:
        cells = {name: (line[name] or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        keys = called[fold(cells["learner"])]
        if len(keys) != 1:
            why = "could be several learners; name the row of the table, or a number"
            if not keys:
                why = _unknown(fold(cells["learner"]), persons, match)
            raise Usage(f"{where}: {one_line(cells['learner'], LINE_BYTES)!r} {why}")
        exercise, (key,) = _exercise(cells["exercise"], among, where), keys
        if exercise in found[key]:
            raise Usage(f"{where}: these points are changed twice; leave one of the lines")
        found[key][exercise] = _change(cells, where)
    return dict(found)


def _called(
    learners: Sequence[Learner], persons: Sequence[Person], match: Match
) -> dict[str, set[str]]:
    """The keys of the learners who may be meant by a name or a number, folded."""
    called: dict[str, set[str]] = defaultdict(set)
    for learner in learners:
        called[fold(learner.name)].add(learner.key)
    for person in persons:
        theirs = match.handed_in.get(person.line)
        for name in person.numbers | person.names if person.line not in match.unclear else ():
            called[name].add(theirs.key if theirs else _key(person))
    return called


def _unknown(name: str, persons: Sequence[Person], match: Match) -> str:
    """Why nobody is meant by a name, and what to do."""
    for person in persons:
        if person.line in match.unclear and name in person.numbers | person.names:
            return f"{match.unclear[person.line]}: name the row of the table that counts"
    if persons:
        return "is not a learner of the table, nor of the roster: write it as it is there"
    return "is not a learner of the table: write it as it is there; nobody else but by --roster"


def _key(person: Person) -> str:
    """Tells a person who handed in nothing from every learner, in every run."""
    told = [person[column] for column in NUMBERS]
    return ascii(("roster", next(filter(None, told), person.name)))


def without_hand_in(
    given: Changes,
    learners: Sequence[Learner],
    persons: Sequence[Person],
    match: Match,
    chosen: Sequence[Exercise],
) -> dict[int, Learner]:
    """Those who handed in nothing and have points by hand, as learners, by their lines."""
    found: dict[int, Learner] = {}
    taken = {fold(learner.name) for learner in learners}
    for person in persons:
        if person.line not in match.handed_in and _key(person) in given:
            why = Missing("nothing was handed in", "Points that are given by hand count.")
            name = person.name
            if fold(name) in taken:
                name = f"{name} (line {person.line})"
            taken.add(fold(name))
            nothing = rejected(name, chosen, why)
            told = (str(why), why.advice, _key(person))
            found[person.line] = Learner(name, nothing, NEVER, *told, called=person.name)
    return found


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

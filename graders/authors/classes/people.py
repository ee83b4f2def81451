"""The people of a course, from the file that a platform exports or that somebody wrote.

Canvas, Moodle and Gradescope call the columns otherwise, and a spreadsheet saves the file with a
byte order mark, with semicolons or in another encoding: all of that is read as it is. Who handed in
what is known by number, login or address, else by a name that is only one person's.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from graders.authors.classes.dates import moment
from graders.authors.classes.roster import Learner
from graders.model.errors import Usage
from graders.model.text import LINE_BYTES, one_line

MAX_ROSTER_BYTES = 16 << 20

COLUMNS = {
    "name": ("name", "student", "full name", "learner"),
    "first": ("first name", "firstname", "given name"),
    "last": ("last name", "lastname", "surname"),
    "id": ("id", "user id"),
    "sis": ("sis user id", "sid", "id number", "student id"),
    "login": ("sis login id", "login", "username", "github username"),
    "email": ("email address", "email", "e-mail"),
    "section": ("section", "sections", "group", "groups"),
    "identifier": ("identifier",),
    "due": ("due",),
}
"""What we call a column, and what others call it, in small letters."""

NUMBERS = ("id", "sis", "login", "email", "identifier")
"""Columns that are one person's alone."""

NOBODY = re.compile(r"points possible|student, test", re.IGNORECASE)
"""Rows of Canvas's that are no person."""


@dataclass(frozen=True)
class Person:
    """One row of a roster."""

    line: int
    name: str
    cells: Mapping[str, str]
    """By our names of the columns; only what is there."""
    due: datetime | None = None
    """This one's own due date."""

    def __getitem__(self, column: str) -> str:
        """What stands in a column; "" for nothing."""
        return self.cells.get(column, "")

    @property
    def numbers(self) -> set[str]:
        """What belongs to nobody else, folded; of an address the part before the @ too."""
        told = [self[column] for column in NUMBERS]
        told += [self["email"].partition("@")[0], self["identifier"].rpartition(" ")[2]]
        return {fold(each) for each in told} - {""}

    @property
    def names(self) -> set[str]:
        """The ways in which the name is written, folded."""
        last, comma, first = self.name.partition(",")
        first, last = (first, last) if comma else (self["first"], self["last"])
        words = self.name.split()
        turned = [words[-1], *words[:-1]] if not comma and len(words) > 1 else []
        told = (self.name, f"{first}{last}", f"{last}{first}", "".join(turned))
        return {fold(each) for each in told} - {""}


@dataclass(frozen=True)
class Match:
    """Whose is what."""

    handed_in: Mapping[int, Learner]
    """By the line of the person."""
    remarks: Sequence[str]
    """Who is unknown, missing or twice there, a line each."""
    unclear: Mapping[int, str] = field(default_factory=dict)
    """Why nothing counts of those who handed in more than once, by the line of the person."""


def people(path: Path) -> list[Person]:
    """The people of a roster, in its order.

    Raises:
        Usage: it cannot be read as one, or somebody is in it twice.
    """
    shown = one_line(str(path), LINE_BYTES)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_ROSTER_BYTES + 1)
    except OSError as error:
        raise Usage(f"--roster {shown}: cannot be read ({error.strerror})") from None
    if len(data) > MAX_ROSTER_BYTES:
        raise Usage(f"--roster {shown}: has more than {MAX_ROSTER_BYTES >> 20} MiB")
    if data.startswith(b"PK"):
        raise Usage(f"--roster {shown}: is a workbook or an archive; save it as CSV")
    text = decoded(data)
    with parsing(f"--roster {shown}"):
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)))
    places = _places(lines[0] if lines else [])
    if not places.keys() & {"name", "first", "last", *NUMBERS}:
        known = "Student, Full name, Name, ID, SID, SIS Login ID, Email address, Identifier"
        raise Usage(f"--roster {shown}:1: no column is known in the first line; known are {known}")
    found = [
        _person(number, row, places, shown)
        for number, row in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in row)
    ]
    persons = [each for each in found if not NOBODY.match(each.name)]
    if not persons:
        raise Usage(f"--roster {shown}: nobody is in it")
    _refuse_doubles(persons, shown)
    return persons


def delimiter(text: str) -> str:
    """What stands between the names of a table's columns, and in none of them."""
    return max(",;\t", key=text.partition("\n")[0].count)


@contextmanager
def parsing(shown: str) -> Iterator[None]:
    """In the block a table is read.

    Raises:
        Usage: it is none.
    """
    try:
        yield
    except csv.Error as error:
        raise Usage(f"{shown}: cannot be read as a table ({error})") from None


def decoded(data: bytes) -> str:
    """The text of a file in whatever encoding a spreadsheet has saved it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # Excel's in the West, where it writes no UTF-8


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where our columns are; the name that stands first in the table counts."""
    told = {" ".join(cell.lower().split()): place for place, cell in enumerate(header)}
    return {
        ours: next(told[name] for name in names if name in told)
        for ours, names in COLUMNS.items()
        if any(name in told for name in names)
    }


def _person(number: int, row: Sequence[str], places: Mapping[str, int], shown: str) -> Person:
    cells = {
        column: one_line(row[place].strip(), LINE_BYTES)
        for column, place in places.items()
        if place < len(row) and row[place].strip()
    }
    whole = " ".join(cells[part] for part in ("first", "last") if part in cells)
    name = cells.get("name") or whole or next((cells[key] for key in NUMBERS if key in cells), "")
    due = None
    if "due" in cells:
        try:
            due = moment(cells["due"])
        except ValueError as error:
            raise Usage(f"--roster {shown}:{number}: due {cells['due']!r} {error}") from None
    return Person(number, name, cells, due)


def _refuse_doubles(persons: Sequence[Person], shown: str) -> None:
    """Raise ``Usage`` where a number, a login or an address is there twice."""
    for column in NUMBERS:
        taken: dict[str, Person] = {}
        for each in persons:
            cell = each[column]
            first = taken.setdefault(cell.casefold(), each) if cell else each
            if first is not each:
                told = f"{cell!r} is in line {first.line} too ({first.name}, {each.name})"
                raise Usage(f"--roster {shown}:{each.line}: {told}; leave one of them")


def fold(text: str) -> str:
    """A name or number as it is compared: letters and digits alone, marks and case aside."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if letter.isalnum())


def match(persons: Sequence[Person], learners: Iterable[Learner]) -> Match:
    """Find out whose each hand-in is; of a group's, every member's."""
    by_number: dict[str, list[Person]] = defaultdict(list)
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for number in person.numbers:
            by_number[number].append(person)
        for name in person.names:
            by_name[name].append(person)
    handed_in: dict[int, list[Learner]] = defaultdict(list)
    remarks, unclear = [], {}
    for learner in learners:
        group = learner.called.split(", ") if learner.platform == "Gradescope" else [learner.called]
        for called in group:
            number = fold(learner.number)
            # By number first: two may have one name. A folder's name may be a number or a login.
            found = by_number[number] if number else by_number[fold(called)]
            found = found or by_name[fold(called)]
            if not found and learner.platform == "Blackboard":
                found = next(filter(None, (by_number[each] for each in _logins(learner))), [])
            whose = one_line(called, LINE_BYTES)
            if len(found) == 1:
                handed_in[found[0].line].append(learner)
            elif found:
                could = ", ".join(f"{each.name} (line {each.line})" for each in found)
                remarks.append(f"{learner.name}: {whose} could be {could}: nobody's in the tables")
            else:
                remarks.append(f"{learner.name}: {whose} is not in the roster")
    for person in persons:
        theirs = handed_in[person.line]
        if not theirs:
            remarks.append(f"{person.name} (line {person.line}) handed in nothing")
        elif len(theirs) > 1:
            names = ", ".join(each.name for each in theirs)
            told = f"handed in more than once ({names}), and nothing says which counts"
            remarks.append(f"{person.name} (line {person.line}) {told}: no grade in the tables")
            unclear[person.line] = told
    single = {line: theirs[0] for line, theirs in handed_in.items() if len(theirs) == 1}
    return Match(single, remarks, unclear)


def _logins(learner: Learner) -> Iterator[str]:
    """What may be the login in a name of Blackboard's, the longest first: both may have a "_"."""
    for part in learner.parts[:1]:
        words = part.path.name.partition("_attempt_")[0].split("_")
        yield from (fold("_".join(words[place:])) for place in range(len(words)))

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graders.authors.classes import tables
from graders.authors.classes.dates import Deadline
from graders.authors.classes.marked import Marked
from graders.authors.classes.people import Person
from graders.authors.classes.tables import Grade
from graders.model.exercises import Exercise
from graders.model.report import Outcome, TestResult
from graders.submissions.loose import Part
from graders.tests.authors.classes.test_pages import bad, good, marked
from graders.tests.repositories import Repository

DUE = datetime(2026, 11, 1, 23, tzinfo=UTC)
LATE = Deadline(DUE, 10)
ADA = {"id": "12345", "sis": "S1", "login": "ada", "section": "A", "email": "ada@x", "identifier": "Participant 77"}


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """The only exercise."""
    return repository.exercise()


def from_platform(whose: Marked, platform: str, name: str, number: str = "") -> Marked:
    part = Part(Path(name), "stub.py")
    return replace(whose, learner=replace(whose.learner, platform=platform, number=number, parts=(part,)))


def grades() -> list[Grade]:
    late = replace(marked("zoe", good(), bad()), days_late=2, when=DUE)
    unsure = marked("bob", good(), TestResult("test_reads", Outcome.UNSURE, bound=True))
    return [
        Grade(Person(2, "Lovelace, Ada", ADA), marked("ada", good())),
        Grade(Person(3, "Müller, Zoë", {"id": "2"}), late),
        Grade(Person(4, "=1+1", {"email": "@x"})),
        Grade(Person(5, "Bob", {}), unsure),
    ]


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_canvas_has_its_columns_and_the_points_possible() -> None:
    assert read(tables.canvas(grades(), LATE, "Week 1 (77)", 10)) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 1 (77)"],
        ["    Points Possible", "", "", "", "", "10"],
        ["Lovelace, Ada", "12345", "S1", "ada", "A", "10"],
        ["Müller, Zoë", "2", "", "", "", "4"],
        ["'=1+1", "", "", "", "", ""],
        ["Bob", "", "", "", "", ""],
    ]


def test_moodle_knows_people_by_the_identifier_or_the_address() -> None:
    named = grades()
    named[3] = replace(named[3], marked=from_platform(marked("bob", good()), "Moodle", "x", "79"))
    assert read(tables.moodle(named, LATE)) == [
        ["Identifier", "Full name", "Email address", "Grade"],
        ["Participant 77", "Lovelace, Ada", "ada@x", "10"],
        ["", "Müller, Zoë", "", "4"],
        ["", "'=1+1", "'@x", ""],
        ["Participant 79", "Bob", "", "10"],
    ]


def test_a_table_by_which_nobody_is_found_is_told() -> None:
    canvas, moodle = tables.PLATFORMS
    of_canvas = [Person(2, "Ada", {"id": "1"}), Person(3, "Bob", {"login": "bob"})]
    assert canvas.lacking(of_canvas, {}) == ""
    assert moodle.lacking(of_canvas, {}) == (
        "moodle.csv is not written: the roster has no Identifier or Email address, by which Moodle finds people; "
        "give Moodle's grading worksheet as --roster"
    )
    ada = from_platform(marked("ada", good()), "Moodle", "x", "79").learner
    assert moodle.lacking(of_canvas, {2: ada}) == (
        "moodle.csv: Moodle will not find Bob (line 3): no Identifier or Email address in the roster"
    )
    of_moodle = [Person(line, f"P{line}", {"email": "p@x"} if line == 2 else {}) for line in range(2, 9)]
    assert canvas.lacking(of_moodle, {}).startswith("canvas.csv is not written: the roster has no ID, SIS User ID or")
    assert "P7 (line 7) and 1 more: no Identifier" in moodle.lacking(of_moodle, {})


def test_a_spreadsheet_tells_all_that_is_known(exercise: Exercise) -> None:
    header, *rows = read(tables.spreadsheet(grades(), LATE, [exercise]))
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["Final"] for row in found] == ["10", "4", "", ""]
    assert [row["Late"] for row in found] == ["no", "yes", "", "no"]
    assert found[1]["Handed in"] == "2026-11-01 23:00+00:00"
    assert (found[1]["02.01 running_total"], found[1]["Days late"]) == ("5", "2")
    assert found[2]["Remarks"] == "nothing to grade"
    assert (found[3]["Points"], found[3]["Out of"]) == ("5", "5")


def test_no_cell_is_a_formula(exercise: Exercise) -> None:
    hostile = [Grade(Person(2, f"{sign}1", dict.fromkeys(ADA, f"{sign}2")), None) for sign in "=+-@\t"]
    for text in (
        tables.canvas(hostile, LATE, "=3", 10),
        tables.moodle(hostile, LATE),
        tables.spreadsheet(hostile, LATE, [exercise]),
    ):
        assert [cell for row in read(text) for cell in row if cell[:1] in tuple("=+-@\t")] == []


def test_a_fault_of_ours_is_no_grade() -> None:
    whose = marked("ada", good())
    lost = replace(whose, learner=replace(whose.learner, fault="RecursionError"))
    assert Grade(Person(2, "Ada", {}), lost).final(LATE) is None
    assert Grade(Person(2, "Ada", {}), marked("ada")).final(LATE) is None  # nothing ran


@pytest.mark.parametrize(
    ("platform", "given", "made"),
    [
        ("Canvas", "lovelaceada_12345_67890_stub.py", "lovelaceada_12345_67890_feedback.html"),
        ("Canvas", "lovelaceada_LATE_12345_67890_stub-1.py", "lovelaceada_LATE_12345_67890_feedback.html"),
        ("Moodle", "Ada_77_assignsubmission_file_", "Ada Love lace_77_assignfeedback_file_feedback.html"),
        ("", "ada", "Ada Love lace (line 2)/feedback.html"),
        ("Canvas", "lovelaceada_12345_text.html", "Ada Love lace (line 2)/feedback.html"),
    ],
)
def test_the_platforms_know_the_feedback_by_its_name(platform: str, given: str, made: str, tmp_path: Path) -> None:
    number = "77" if platform == "Moodle" else ""
    whose = from_platform(marked("ada", good()), platform, given, number)
    whose = replace(whose, learner=replace(whose.learner, key="k"))
    packed = [Grade(Person(2, "Ada Love_/lace", {}), whose), Grade(Person(3, "Bob", {}))]
    (tmp_path / "k.html").write_bytes(b"page")
    tables.write_feedback(tmp_path / "feedback.zip", packed, {"k": tmp_path / "k.html"})
    with zipfile.ZipFile(tmp_path / "feedback.zip") as archive:
        assert archive.namelist() == [made]
        assert archive.read(made) == b"page"
        assert archive.getinfo(made).compress_type == zipfile.ZIP_DEFLATED


def test_a_table_says_that_it_is_unicode_where_it_matters() -> None:
    assert tables.marked_as_unicode("ada,10\n") == "ada,10\n"
    assert tables.marked_as_unicode("Zoë,10\n").encode().startswith(b"\xef\xbb\xbfZo")

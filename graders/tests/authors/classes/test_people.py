from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graders.authors.classes.people import decoded, fold, match, people
from graders.authors.classes.roster import Learner
from graders.model.errors import Usage
from graders.submissions.differences import Differences
from graders.submissions.loose import Part
from graders.submissions.submission import Submission

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (77)
    Points Possible,,,,,10
"Lovelace, Ada",12345,S1,ada,A,
"Müller, Zoë",12346,S2,zoe,A,
"Student, Test",99,,,A,
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade
Participant 77,Ada Lovelace,ada@example.org,Submitted,
Participant 78,Zoë Müller,zoe@example.org,Submitted,
"""
GRADESCOPE = """First Name,Last Name,SID,Email,Section
Ada,Lovelace,S1,ada@example.org,A
Zoë,Müller,S2,zoe@example.org,B
"""
OURS = """name;login;due
Ada Lovelace;ada;2026-11-03 12:00 Europe/Berlin
Zoë Müller;zoe;
"""


def learner(called: str, number: str = "", platform: str = "") -> Learner:
    """Somebody who handed in nothing that counts here."""
    nothing = Submission(called, {}, {}, Differences([]))
    date = datetime(2026, 11, 1, tzinfo=UTC)
    return Learner(called, nothing, date, key=f"{called}{number}", called=called, number=number, platform=platform)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "roster.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("text", [CANVAS, MOODLE, GRADESCOPE, OURS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_platforms_export_is_read_as_it_was_saved(tmp_path: Path, text: str, encoding: str) -> None:
    ada, zoe = people(written(tmp_path, text, encoding))
    assert {"adalovelace", "lovelaceada"} <= ada.names
    assert "zoemuller" in zoe.names
    assert "Zoë" in zoe.name
    assert "ada" in ada.numbers


def test_the_columns_are_kept_for_the_tables(tmp_path: Path) -> None:
    ada = people(written(tmp_path, CANVAS))[0]
    assert [ada[column] for column in ("name", "id", "sis", "login", "section", "email")] == [
        "Lovelace, Ada",
        "12345",
        "S1",
        "ada",
        "A",
        "",
    ]
    assert people(written(tmp_path, OURS))[0].due == datetime(2026, 11, 3, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,email\nAda,a@x\nBob,A@x\n", r"roster.csv:3: 'A@x' is in line 2 too \(Ada, Bob\)"),
        ("name,due\nAda,2026-11-03 12:00\n", "roster.csv:2: due '2026-11-03 12:00' has no zone"),
        ("name,due\nAda,tomorrow\n", "roster.csv:2: due 'tomorrow' is not a date"),
        ("x,y\n1,2\n", "no column is known"),
        ("", "no column is known"),
        ("name\n", "nobody is in it"),
        ("PK\x03\x04", "save it as CSV"),
        ('name\n"' + "x" * 200_000, "roster.csv: cannot be read as a table"),
    ],
)
def test_a_bad_roster_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Usage, match=said) as caught:
        people(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_roster_that_is_not_there_or_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Usage, match="cannot be read"):
        people(tmp_path / "nothing.csv")
    monkeypatch.setattr("graders.authors.classes.people.MAX_ROSTER_BYTES", 10)
    with pytest.raises(Usage, match="has more than"):
        people(written(tmp_path, CANVAS))


def test_everybody_is_known_by_number_login_or_name(tmp_path: Path) -> None:
    canvas = people(written(tmp_path, CANVAS))
    learners = [learner("lovelaceada", "12345", "Canvas"), learner("zoe")]
    found = match(canvas, learners)
    assert [found.handed_in[each.line].called for each in canvas] == ["lovelaceada", "zoe"]
    moodle = people(written(tmp_path, MOODLE))
    found = match(moodle, [learner("Somebody Renamed", "78", "Moodle"), learner("ada-lovelace")])
    assert [found.handed_in[each.line].called for each in moodle] == ["ada-lovelace", "Somebody Renamed"]
    assert found.remarks == []


def test_a_groups_work_is_every_members(tmp_path: Path) -> None:
    persons = people(written(tmp_path, GRADESCOPE))
    found = match(persons, [learner("Ada Lovelace, Zoë Müller", platform="Gradescope")])
    assert len(found.handed_in) == 2


def test_a_login_with_an_underscore_is_found_in_a_name_of_blackboards(tmp_path: Path) -> None:
    persons = people(written(tmp_path, "name,login\nAnna Klein,anna_k\nKay,k\n"))
    file = tmp_path / "Week 1_anna_k_attempt_2026-11-01-10-00-00_stub.py"
    only = replace(learner("unclear", platform="Blackboard"), parts=(Part(file, ""),))
    assert list(match(persons, [only]).handed_in) == [2]
    assert match(persons, [replace(only, parts=())]).handed_in == {}


def test_who_is_unknown_missing_or_twice_there_is_named(tmp_path: Path) -> None:
    text = "name,login\nAda Lovelace,ada\nJo King,jo1\nJo King,jo2\nBob,bob\n"
    found = match(
        people(written(tmp_path, text)),
        [learner("ada"), learner("Ada Lovelace"), learner("Jo King"), learner("eve"), learner("jo2")],
    )
    assert {line: each.called for line, each in found.handed_in.items()} == {4: "jo2"}
    assert found.remarks == [
        "Jo King: Jo King could be Jo King (line 3), Jo King (line 4): nobody's in the tables",
        "eve: eve is not in the roster",
        "Ada Lovelace (line 2) handed in more than once (ada, Ada Lovelace), and nothing says which counts: "
        "no grade in the tables",
        "Jo King (line 3) handed in nothing",
        "Bob (line 5) handed in nothing",
    ]


def test_what_nobody_can_decode_is_text_all_the_same() -> None:
    assert decoded(b"a\x81b") == "a\ufffdb"


def test_marks_and_case_are_aside() -> None:
    assert fold("Zoë MÜLLER-Straße") == fold("zoe muller strasse") == "zoemullerstrasse"

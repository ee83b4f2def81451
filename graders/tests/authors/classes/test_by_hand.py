from __future__ import annotations

from pathlib import Path

import pytest

from graders.authors.classes.by_hand import Change, Changes, changes, without_hand_in
from graders.authors.classes.people import Match, Person
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.tests.authors.classes.test_people import learner
from graders.tests.repositories import Repository

HEADER = "learner,exercise,points,reason\n"
ADA, JO, OTHER_JO = learner("ada"), learner("Jo King"), learner("jo-king")
ROSTER = Person(2, "Lovelace, Ada", {"id": "12345", "email": "al@x"})
BEA = Person(3, "Bea", {"id": "77", "email": "b@x"})
ZOE = Person(4, "Zoe", {"id": "78"})


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """The only exercise."""
    return repository.exercise()


def read(folder: Path, exercise: Exercise, text: str) -> Changes:
    file = folder / "grades-by-hand.csv"
    file.write_text(text, encoding="utf-8")
    found = Match({2: ADA}, (), {4: "handed in more than once (zoe, zoe-2), and nothing says which counts"})
    return changes(file, [ADA, JO, OTHER_JO], [ROSTER, BEA, ZOE], found, [exercise])


@pytest.mark.parametrize("called", ["ada", "Ada", "Ada Lovelace", "12345", "al@x"])
@pytest.mark.parametrize("named", ["running_total", "02.01", "02.01 running_total", "2.1"])
def test_a_learner_and_an_exercise_are_named_as_they_are_known(
    exercise: Exercise, tmp_path: Path, called: str, named: str
) -> None:
    found = read(tmp_path, exercise, f"{HEADER}{called},{named},7,an oral exam\n,,,\n")
    assert found == {ADA.key: {"running_total": Change(7, "an oral exam")}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learner,exercise,points\n", "csv:1: has no column reason"),
        ("", "csv:1: has no column learner"),
        (HEADER + '"' + "x" * 200_000, "csv: cannot be read as a table"),
        (f"{HEADER}eve,02.01,7,x\n", "csv:2: 'eve' is not a learner of the table, nor of the roster: write it as"),
        (f"{HEADER}Zoe,02.01,7,x\n", "csv:2: 'Zoe' handed in more than once .*: name the row of the table that"),
        (f"{HEADER}Jo King,02.01,7,x\n", "csv:2: 'Jo King' could be several learners"),
        (f"{HEADER}ada,09.09,7,x\n", "csv:2: no exercise matches"),
        (f"{HEADER}ada,,7,x\n", "csv:2: no exercise matches"),
        (f"{HEADER}ada,02.01,11,x\n", "csv:2: points are a whole number from 0 to 10"),
        (f"{HEADER}ada,02.01,-1,x\n", "csv:2: points are"),
        (f"{HEADER}ada,02.01,7\n", "csv:2: give a reason"),
        (f"{HEADER}ada,02.01,7,x\nADA,running_total,8,y\n", "csv:3: these points are changed twice"),
    ],
)
def test_no_line_is_left_out_silently(exercise: Exercise, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Usage, match=said):
        read(tmp_path, exercise, text)


def test_a_file_that_cannot_be_read_is_told(exercise: Exercise, tmp_path: Path) -> None:
    with pytest.raises(Usage, match="cannot be read"):
        changes(tmp_path, [ADA], [], Match({}, ()), [exercise])


@pytest.mark.parametrize("called", ["Bea", "77", "b@x"])
def test_who_handed_in_nothing_is_named_as_in_the_roster(exercise: Exercise, tmp_path: Path, called: str) -> None:
    found = read(tmp_path, exercise, f"{HEADER}{called},02.01,7,an oral exam\n")
    (key,) = found
    assert found[key] == {"running_total": Change(7, "an oral exam")}
    more = without_hand_in(found, [ADA], [ROSTER, BEA], Match({2: ADA}, ()), [exercise])
    assert {line: (each.name, each.key, each.problem) for line, each in more.items()} == {
        3: ("Bea", key, "nothing was handed in")
    }


def test_no_two_rows_have_one_name(exercise: Exercise, tmp_path: Path) -> None:
    found = read(tmp_path, exercise, f"{HEADER}77,02.01,7,an oral exam\n")
    more = without_hand_in(found, [learner("bea")], [BEA], Match({}, ()), [exercise])
    assert [each.name for each in more.values()] == ["Bea (line 3)"]


def test_without_a_roster_it_is_said_who_can_be_named(exercise: Exercise, tmp_path: Path) -> None:
    file = tmp_path / "grades-by-hand.csv"
    file.write_text(f"{HEADER}eve,02.01,7,x\n", encoding="utf-8")
    with pytest.raises(Usage, match="'eve' is not a learner of the table: write it as it is there; nobody else but"):
        changes(file, [ADA], [], Match({}, ()), [exercise])

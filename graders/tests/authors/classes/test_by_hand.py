from __future__ import annotations

from pathlib import Path

import pytest

from graders.authors.classes.by_hand import Change, Changes, changes
from graders.authors.classes.people import Person
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.tests.authors.classes.test_people import learner
from graders.tests.repositories import Repository

HEADER = "learner,exercise,points,reason\n"
ADA, JO, OTHER_JO = learner("ada"), learner("Jo King"), learner("jo-king")
ROSTER = Person(2, "Lovelace, Ada", {"id": "12345", "email": "al@x"})


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """The only exercise."""
    return repository.exercise()


def read(folder: Path, exercise: Exercise, text: str) -> Changes:
    file = folder / "grades-by-hand.csv"
    file.write_text(text, encoding="utf-8")
    return changes(file, [ADA, JO, OTHER_JO], [ROSTER], {2: ADA}, [exercise])


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
        (f"{HEADER}eve,02.01,7,x\n", "csv:2: 'eve' is not a learner of the table"),
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
        changes(tmp_path, [ADA], [], {}, [exercise])

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from graders import catalogue
from graders.arguments import Usage
from graders.bench.sources import Unfit
from graders.catalogue import Exercise
from graders.classes.roster import roster
from graders.tests.repositories import REFERENCE, Repository

STUB = "exercises/02_iterators_and_generators/01_running_total/running_total.py"


@pytest.fixture
def exercise(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """The only exercise of the course."""
    return repository.exercise()


def hand_in(folder: Path, name: str, text: str = REFERENCE) -> Path:
    """A folder as a learner's clone."""
    file = folder / name / STUB
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return folder / name


def hand_in_zipped(folder: Path, name: str, text: str = REFERENCE) -> None:
    """The same in an archive."""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr(STUB, text)


def test_every_folder_and_archive_is_a_learner(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    hand_in_zipped(tmp_path / "class", "bob")
    (tmp_path / "class" / "notes.txt").write_text("to do", encoding="utf-8")
    (tmp_path / "class" / ".git").mkdir()
    ada, bob = roster(tmp_path / "class", [exercise])
    assert (ada.name, bob.name) == ("ada", "bob")
    assert ada.digest(exercise) == bob.digest(exercise) != ""
    assert ada.problem == bob.problem == ""


def test_two_of_one_name_are_told_apart(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    hand_in_zipped(tmp_path / "class", "Ada")
    assert [learner.name for learner in roster(tmp_path / "class", [exercise])] == ["Ada.zip", "ada"]


def test_another_answer_has_another_digest(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    hand_in(tmp_path / "class", "bob", REFERENCE + "\n")
    link = hand_in(tmp_path / "class", "eve") / STUB
    link.unlink()
    link.symlink_to("/etc/passwd")
    digests = {learner.digest(exercise) for learner in roster(tmp_path / "class", [exercise])}
    assert len(digests) == 3


def test_what_cannot_be_read_is_said_and_costs_nobody_else(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    (tmp_path / "class" / "bob").mkdir()
    (tmp_path / "class" / "eve.zip").write_bytes(b"no archive")
    ada, bob, eve = roster(tmp_path / "class", [exercise])
    assert ada.problem == ""
    assert "holds no stub" in bob.problem
    assert "eve.zip" in eve.problem
    assert isinstance(eve.submission.stubs[eve.submission.file_of(exercise)], Unfit)


def test_a_name_that_steers_is_written_out(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada\x1b[2J\n::error::")
    (learner,) = roster(tmp_path / "class", [exercise])
    assert "\x1b" not in learner.name
    assert "\n" not in learner.name


@pytest.mark.parametrize("there", [True, False])
def test_nobody_handed_in_anything(exercise: Exercise, tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "class").mkdir()
    with pytest.raises(Usage, match="nobody handed in anything" if there else "cannot be read"):
        roster(tmp_path / "class", [exercise])


def test_the_time_is_that_of_what_was_handed_in(exercise: Exercise, tmp_path: Path) -> None:
    path = hand_in(tmp_path / "class", "ada")
    os.utime(path, (86_400, 86_400))
    (learner,) = roster(tmp_path / "class", [exercise])
    assert learner.handed_in.isoformat() == "1970-01-02T00:00:00+00:00"


def test_the_course_is_the_repository(exercise: Exercise) -> None:
    assert exercise.stub.is_relative_to(catalogue.ROOT)

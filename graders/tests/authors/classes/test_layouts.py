"""The ways in which platforms and people hand over a class: everybody has a row, and their own answer."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.authors.classes.roster import roster
from graders.tests.repositories import FOLDER, Repository

STUB = "running_total.py"
TREE = f"exercises/{FOLDER}/{STUB}"
PEOPLE = {"Ada Lovelace": b"x = 1", "Bob": b"x = 2", "Cy": b"x = 3"}

Write = Callable[[Path, str, int, bytes], object]


def file(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)


def zipped(*names: str, text: bytes) -> bytes:
    """A .zip with a stub, and what else systems put in."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, b"\0\5\26\7" if "._" in name else text)
    return made.getvalue()


def tarred(name: str, text: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    return made.getvalue()


def exported(folder: Path, name: str, number: int, text: bytes) -> None:
    """A folder of Gradescope's, and who handed it in."""
    file(folder / f"submission_{number}" / STUB, text)
    with (folder / "submission_metadata.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"submission_{number}:\n  :submitters:\n  - :name: {name}\n    :sid: '7'\n  :score: 0.0\n")


LAYOUTS: dict[str, Write] = {
    "clones": lambda to, who, n, text: file(to / who / TREE, text),
    "clones of Classroom": lambda to, who, n, text: file(to / who / f"katas-{who}" / TREE, text),
    "GitHub's zips": lambda to, who, n, text: file(to / f"{who}.zip", zipped(f"x-main/{TREE}", text=text)),
    "GitHub's zips, unpacked into a folder": lambda to, who, n, text: file(to / who / "x-main/x-main" / TREE, text),
    "zips of macOS": lambda to, who, n, text: file(
        to / f"{who}.zip", zipped(f"Work/{STUB}", f"__MACOSX/Work/._{STUB}", "Work/.DS_Store", text=text)
    ),
    "zips of Windows": lambda to, who, n, text: file(
        to / f"{who}.zip", zipped(f"x\\{TREE}".replace("/", "\\"), text=text)
    ),
    "the folder exercises, zipped": lambda to, who, n, text: file(to / f"{who}.zip", zipped(TREE, text=text)),
    "what is in it, zipped": lambda to, who, n, text: file(
        to / f"{who}.zip", zipped(TREE.removeprefix("exercises/"), text=text)
    ),
    "tars": lambda to, who, n, text: file(to / f"{who}.tar.gz", tarred(f"a/b/{STUB}", text)),
    "Moodle, a zip in each folder": lambda to, who, n, text: file(
        to / f"{who}_{n}_assignsubmission_file_/my work.zip", zipped(f"my work/{TREE}", text=text)
    ),
    "Moodle, a stub in each folder": lambda to, who, n, text: file(
        to / f"{who}_{n}_assignsubmission_file_" / STUB, text
    ),
    "Canvas": lambda to, who, n, text: file(to / f"{who}_{n}_9{n}_{STUB}", text),
    "Canvas, a zip": lambda to, who, n, text: file(to / f"{who}_{n}_9{n}_w.zip", zipped(f"w/{TREE}", text=text)),
    "Blackboard": lambda to, who, n, text: file(to / f"W1_{who}_attempt_2026-11-01-10-00-00_{STUB}", text),
    "Brightspace": lambda to, who, n, text: file(to / f"{n}-1 - {who} - Nov 1, 2026 1000 AM" / STUB, text),
    "Gradescope's export": lambda to, who, n, text: exported(to, who, n, text),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a platform hands over."""
    made = tmp_path / "class"
    made.mkdir()
    return made


@pytest.mark.parametrize("write", LAYOUTS.values(), ids=LAYOUTS)
def test_everybody_has_a_row_and_their_own_answer(write: Write, folder: Path, repository: Repository) -> None:
    exercise = repository.exercise()
    for number, (who, text) in enumerate(PEOPLE.items(), 101):
        write(folder, who, number, text)
    found = roster(folder, [exercise]).learners
    assert {each.name: each.submission.stubs[each.submission.file_of(exercise)] for each in found} == PEOPLE
    assert [each.problem for each in found] == [""] * len(PEOPLE)
    assert [each.submission.ignored.names for each in found] == [[]] * len(PEOPLE)


def test_all_of_a_group_are_named_and_damaged_names_are_not(folder: Path, repository: Repository) -> None:
    for number in (1, 2):
        file(folder / f"submission_{number}" / STUB, b"x = 1")
    named = "submission_1:\n  :submitters:\n  - :name: 'Ada'\n  - :name: Bob\nsubmission_2:\n  :score: 1\n"
    (folder / "submission_metadata.yml").write_text(named, encoding="utf-8")
    found = roster(folder, [repository.exercise()])
    assert [each.name for each in found.learners] == ["Ada, Bob", "submission_2"]


def test_without_what_names_them_folders_keep_their_names(folder: Path, repository: Repository) -> None:
    file(folder / "submission_1" / STUB, b"x = 1")
    (folder / "submission_metadata.yml").mkdir()
    assert "submission_1" in [each.name for each in roster(folder, [repository.exercise()]).learners]

"""One learner's entries among others': put together, and never chosen from by luck."""

from __future__ import annotations

import os
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from graders.model.exercises import Exercise
from graders.submissions.loose import Part, ambiguities, gathered
from graders.submissions.sources import Rejected
from graders.submissions.submission import Submission, opened
from graders.submissions.tree import Unreadable
from graders.tests.repositories import Repository

STUB = "running_total.py"
PLACE = f"exercises/02_iterators_and_generators/01_running_total/{STUB}"
OLD, NEW = datetime(2026, 11, 1), datetime(2026, 11, 2)


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """The exercise that is handed in."""
    return repository.exercise()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where everybody's files are."""
    made = tmp_path / "class"
    made.mkdir()
    return made


def part(
    folder: Path, name: str, text: bytes = b"x = 1", file: str | None = None, when: datetime | None = None
) -> Part:
    """A loose file."""
    (folder / name).write_bytes(text)
    return Part(folder / name, name if file is None else file, when)


def packed(folder: Path, name: str, files: dict[str, bytes], when: datetime | None = None) -> Part:
    """An archive."""
    with zipfile.ZipFile(folder / name, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return Part(folder / name, name, when)


def taken(submission: Submission) -> list[bytes | Rejected]:
    return list(submission.stubs.values())


def why_not(exercise: Exercise, *parts: Part) -> str:
    with pytest.raises(Unreadable) as caught:
        gathered("ada", parts, [exercise])
    return str(caught.value)


def test_loose_stubs_are_one_submission(folder: Path, repository: Repository) -> None:
    known = [repository.exercise(), repository.exercise("03_memory_management/05_count_words")]
    parts = [part(folder, STUB), part(folder, "count_words (1).py", b"y = 2"), part(folder, "notes.txt")]
    submission, remarks = gathered("ada", parts, known)
    assert submission.stubs == {STUB: b"x = 1", "count_words.py": b"y = 2"}
    assert (submission.name, submission.ignored.names, remarks) == ("ada", ["notes.txt"], [])


def test_a_stub_that_nobody_handed_in_is_missing(folder: Path, repository: Repository) -> None:
    known = [repository.exercise(), repository.exercise("03_memory_management/05_count_words")]
    submission, _ = gathered("ada", [part(folder, STUB)], known)
    assert str(submission.stubs["count_words.py"]) == "not in the submission"


def test_files_that_differ_are_not_chosen_from(folder: Path, exercise: Exercise) -> None:
    submission, _ = gathered("ada", [part(folder, STUB), part(folder, "running_total-1.py", b"x = 2")], [exercise])
    words = "is there in different versions, and nothing says which one counts: running_total-1.py, running_total.py"
    assert ambiguities(submission) == [f"{STUB} {words}"]
    assert isinstance(taken(submission)[0], Rejected)


def test_files_that_are_the_same_are_one(folder: Path, exercise: Exercise) -> None:
    submission, remarks = gathered("ada", [part(folder, STUB), part(folder, "running_total-1.py")], [exercise])
    assert taken(submission) == [b"x = 1"]
    assert (remarks, ambiguities(submission)) == ([], [])


def test_the_newest_counts_where_the_names_say_which(folder: Path, exercise: Exercise) -> None:
    parts = [part(folder, "new", b"new", STUB, NEW), part(folder, "old", b"old", STUB, OLD)]
    submission, remarks = gathered("ada", parts, [exercise])
    assert taken(submission) == [b"new"]
    assert remarks == ["replaced by a newer one: old"]


@pytest.mark.parametrize("when", [NEW, None])
def test_no_newest_is_made_up(folder: Path, exercise: Exercise, when: datetime | None) -> None:
    parts = [part(folder, "new", b"new", STUB, NEW), part(folder, "other", b"other", STUB, when)]
    submission, _ = gathered("ada", parts, [exercise])
    assert ambiguities(submission)


def test_an_archive_and_loose_files_are_put_together(folder: Path, repository: Repository) -> None:
    known = [repository.exercise(), repository.exercise("03_memory_management/05_count_words")]
    archive = packed(folder, "work.zip", {PLACE: b"x = 1", "conftest.py": b""})
    submission, remarks = gathered("ada", [archive, part(folder, "count_words.py", b"y = 2")], known)
    assert submission.stubs == {STUB: b"x = 1", "count_words.py": b"y = 2"}
    assert (submission.ignored.names, remarks) == (["conftest.py"], [])
    twice, _ = gathered("ada", [archive, part(folder, STUB, b"x = 2")], known)
    assert f"running_total.py, work.zip: {PLACE}" in ambiguities(twice)[0]


def test_one_archive_or_folder_keeps_its_layout(folder: Path, exercise: Exercise) -> None:
    submission, _ = gathered("ada", [packed(folder, "work.zip", {PLACE: b"x = 1"})], [exercise])
    assert submission.stubs == {PLACE: b"x = 1"}


def test_what_is_not_read_beside_answers_is_told(folder: Path, exercise: Exercise) -> None:
    submission, remarks = gathered("ada", [part(folder, STUB), part(folder, "work.rar", b"Rar!")], [exercise])
    assert taken(submission) == [b"x = 1"]
    (remark,) = remarks
    assert remark == "not read: work.rar is an archive of RAR's, which is not taken"


@pytest.mark.parametrize("name", ["work.rar", "work.7z", "work.tar.zst", "work"])
def test_what_is_not_taken_says_what_is(folder: Path, exercise: Exercise, name: str) -> None:
    words = "is neither a folder nor an archive (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz)"
    assert why_not(exercise, part(folder, name, b"?")) == words


@pytest.mark.parametrize("name", ["ada.py", "notes.txt"])
def test_a_file_by_another_name_says_which_one_is_taken(folder: Path, exercise: Exercise, name: str) -> None:
    assert why_not(exercise, part(folder, name)).startswith("is neither a stub, such as running_total.py, nor")


def test_a_receipt_alone_is_no_answer(folder: Path, exercise: Exercise) -> None:
    receipts = [part(folder, "receipt.txt", file=""), part(folder, "other.txt", file="")]
    assert why_not(exercise, *receipts).startswith("holds no stub, such as exercises/")


def test_several_that_cannot_be_read_are_all_named(folder: Path, exercise: Exercise) -> None:
    said = why_not(exercise, part(folder, "a.rar"), part(folder, "b.zip", b"PK\x03\x04"))
    assert said.startswith("a.rar is neither a folder nor")
    assert said.endswith("; b.zip is an archive that is damaged or cut off")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
@pytest.mark.parametrize("target", ["nowhere", "link", "neighbour", f"neighbour/{PLACE}"])
@pytest.mark.parametrize("file", [STUB, "link", "link.zip", "link.txt"])
def test_no_link_is_followed(folder: Path, exercise: Exercise, target: str, file: str) -> None:
    (folder / "neighbour" / PLACE).parent.mkdir(parents=True)
    (folder / "neighbour" / PLACE).write_text("x = 1")
    (folder / "link").symlink_to(folder / target)
    assert why_not(exercise, Part(folder / "link", file)) == "is a link: links are never followed"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_no_pipe_is_opened(folder: Path, exercise: Exercise) -> None:
    os.mkfifo(folder / "pipe")
    assert why_not(exercise, Part(folder / "pipe", STUB)) == "is not a regular file"


def test_what_went_away_is_told(folder: Path, exercise: Exercise) -> None:
    assert why_not(exercise, Part(folder / "gone", "gone")) == "cannot be read (No such file or directory)"


def test_a_file_that_may_not_be_read_is_told(folder: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    made = part(folder, STUB)
    monkeypatch.setattr(os, "open", refuse)
    assert why_not(exercise, made) == "cannot be read (Permission denied)"


def test_a_stub_too_large_costs_its_exercise(folder: Path, exercise: Exercise) -> None:
    submission, _ = gathered("ada", [part(folder, STUB, b"#" * (2 << 20))], [exercise])
    assert str(taken(submission)[0]) == "is 2,097,152 bytes long, 131,072 allowed"


# In a folder or an archive of stubs side by side, copies are read in the same way


def test_a_copy_in_a_folder_is_taken(folder: Path, exercise: Exercise) -> None:
    part(folder, "running_total (1).py")
    submission = opened(folder, [exercise])
    assert taken(submission) == [b"x = 1"]
    assert submission.ignored.names == []


def test_copies_that_differ_in_a_folder_are_not_chosen_from(folder: Path, exercise: Exercise) -> None:
    part(folder, STUB)
    part(folder, "running_total (1).py", b"x = 2")
    assert ambiguities(opened(folder, [exercise]))


def test_a_copy_in_a_tree_is_not_the_stub(tmp_path: Path, exercise: Exercise) -> None:
    archive = packed(tmp_path, "a.zip", {PLACE: b"x = 1", PLACE.replace(".py", " (1).py"): b"x = 2"})
    submission = opened(archive.path, [exercise])
    assert taken(submission) == [b"x = 1"]
    assert submission.ignored.names == [PLACE.replace(".py", " (1).py")]


def test_an_empty_folder_is_called_empty(folder: Path, exercise: Exercise) -> None:
    assert why_not(exercise, Part(folder, "class")) == f"is empty: it holds no stub, such as {PLACE}"

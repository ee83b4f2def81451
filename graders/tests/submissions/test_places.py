"""A stub is found by its file's name, wherever people put it, and never by luck."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from graders.model.exercises import Exercise
from graders.submissions.sources import Rejected
from graders.submissions.submission import Ambiguous, Missing, Submission, opened, read
from graders.submissions.tree import Unreadable
from graders.tests.repositories import Repository
from graders.tests.submissions.test_submissions import MAKERS, Make, any_form, as_folder, as_zip

FIRST = "02_iterators_and_generators/01_running_total/running_total.py"
SECOND = "03_memory_management/05_count_words/count_words.py"
ONE, TWO = b"x = 1", b"y = 2"


@pytest.fixture
def known(repository: Repository) -> list[Exercise]:
    """The two exercises that are handed in."""
    return [repository.exercise(), repository.exercise("03_memory_management/05_count_words")]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Where nothing is yet."""
    return tmp_path / "inbox"


def stubs(submission: Submission, known: list[Exercise]) -> list[bytes | Rejected]:
    return [submission.stubs[submission.file_of(exercise)] for exercise in known]


def why_not(path: Path, known: list[Exercise]) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path, known, "ada")
    return str(caught.value)


BOTH = {
    "GitHub's zip in a folder of its name": ["x-main/x-main/exercises/", "x-main/x-main/exercises/"],
    "topics at the top": ["", ""],
    "topics in a folder": ["homework/", "homework/"],
    "Exercises": ["Exercises/", "Exercises/"],
    "deep": ["a/b/c/d/e/exercises/", "a/b/c/d/e/exercises/"],
    "one a folder": ["first/exercises/", "second/exercises/"],
    "one at its place, one not": ["exercises/", "later/"],
}


@any_form
@pytest.mark.parametrize("bases", BOTH.values(), ids=BOTH)
def test_they_are_found_below_any_folders(make: Make, bases: list[str], inbox: Path, known: list[Exercise]) -> None:
    made = make(inbox, {f"{bases[0]}{FIRST}": ONE, f"{bases[1]}{SECOND}": TWO})
    assert stubs(opened(made, known), known) == [ONE, TWO]


@pytest.mark.parametrize(
    "files",
    [
        ["01_running_total/running_total.py", "05_count_words/count_words.py"],
        ["week 1/running_total.py", "week 2/new/count_words.py"],
        ["Running_Total.PY", "count_words - Copy.py"],
        ["exercises/running_total.py", "count_words (1).py"],
    ],
)
@pytest.mark.parametrize("make", [MAKERS["folder"], MAKERS["zip"]], ids=["folder", "zip"])
def test_their_names_are_enough(make: Make, files: list[str], inbox: Path, known: list[Exercise]) -> None:
    made = make(inbox, {files[0]: ONE, files[1]: TWO, "notes.txt": b""})
    submission = opened(made, known)
    assert stubs(submission, known) == [ONE, TWO]
    assert submission.ignored.names == ["notes.txt"]


def test_where_they_were_found_is_said(inbox: Path, known: list[Exercise]) -> None:
    as_folder(inbox, {f"exercises/{FIRST}": ONE, "later/count_words.py": TWO})
    assert opened(inbox, known).remarks == ("found at another place: later/count_words.py",)


def test_what_a_system_called_otherwise_is_said(inbox: Path, known: list[Exercise]) -> None:
    as_folder(inbox, {"Running_Total.PY": ONE, "count_words.py.txt": TWO})
    told = "read as the stub though called otherwise: Running_Total.PY, count_words.py.txt"
    assert opened(inbox, known).remarks == (told,)


def test_two_that_differ_are_said_and_not_guessed(inbox: Path, known: list[Exercise]) -> None:
    as_folder(inbox, {"a/running_total.py": ONE, "b/running_total.py": b"x = 3", "a/count_words.py": TWO})
    first, second = stubs(opened(inbox, known), known)
    assert isinstance(first, Ambiguous)
    assert str(first).endswith("nothing says which one counts: a/running_total.py, b/running_total.py")
    assert second == TWO


def test_two_that_are_alike_are_one(inbox: Path, known: list[Exercise]) -> None:
    as_folder(inbox, {f"a/exercises/{FIRST}": ONE, f"b/exercises/{FIRST}": ONE})
    first, second = stubs(opened(inbox, known), known)
    assert first == ONE
    assert isinstance(second, Missing)


def test_the_course_s_own_reference_is_nobody_s_answer(inbox: Path, known: list[Exercise]) -> None:
    as_folder(inbox, {f"exercises/{FIRST}": ONE, f"solutions/{SECOND}": TWO})
    assert isinstance(stubs(opened(inbox, known), known)[1], Missing)


def test_a_link_that_is_not_at_its_place_is_not_followed(inbox: Path, known: list[Exercise]) -> None:
    as_folder(inbox, {"count_words.py": TWO})
    (inbox / "running_total.py").symlink_to(inbox / "count_words.py")
    first, _ = stubs(opened(inbox, known), known)
    assert str(first) == "is a link"


# One archive inside


def packed(**files: bytes) -> bytes:
    """A .zip in memory; a name's last underscore is the dot of its ending."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(".".join(name.rsplit("_", 1)), data)
    return made.getvalue()


INNER = packed(running_total_py=ONE)


@pytest.mark.parametrize("make", [MAKERS["folder"], MAKERS["zip"], MAKERS["tar.gz"]], ids=["folder", "zip", "tar.gz"])
@pytest.mark.parametrize("name", ["homework.zip", "Ada/my work.ZIP", "wrong_ending.tar"])
def test_one_is_opened(make: Make, name: str, inbox: Path, known: list[Exercise]) -> None:
    submission = opened(make(inbox, {name: INNER, "__MACOSX/._x.zip": b"", "notes.txt": b""}), known)
    assert stubs(submission, known)[0] == ONE
    assert submission.remarks[0] == f"opened: {name}"


def test_a_tar_is_opened_too(inbox: Path, known: list[Exercise]) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:xz") as archive:
        member = tarfile.TarInfo(f"exercises/{FIRST}")
        member.size = len(ONE)
        archive.addfile(member, io.BytesIO(ONE))
    assert stubs(opened(as_zip(inbox, {"x.tar.xz": made.getvalue()}), known), known)[0] == ONE


def test_beside_a_stub_none_is_opened(inbox: Path, known: list[Exercise]) -> None:
    submission = opened(as_zip(inbox, {"count_words.py": TWO, "old.zip": INNER}), known)
    assert isinstance(stubs(submission, known)[0], Missing)
    assert submission.ignored.names == ["old.zip"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.zip": INNER, "b.zip": INNER}, "holds no stub, and 2 archives (a.zip, b.zip)"),
        ({"a.zip": packed(b_zip=INNER)}, "holds no stub but a.zip, which holds no stub, such as exercises/"),
        ({"a.zip": b"PK\3\4 no"}, "holds no stub but a.zip, which is an archive that is damaged or cut off"),
        ({"a.rar": b"Rar!"}, "holds no stub but a.rar, which is an archive of RAR's, which is not taken"),
        ({"a.lz": b"?"}, "holds no stub but a.lz, which is neither a folder nor an archive (.zip, .tar,"),
        ({"a.zip": packed(notes_txt=b"")}, "holds no stub but a.zip, which holds no stub, such as exercises/"),
    ],
)
def test_what_cannot_be_opened_is_said(files: dict[str, bytes], why: str, inbox: Path, known: list[Exercise]) -> None:
    assert why_not(as_zip(inbox, files), known).startswith(why)


def test_one_that_is_too_large_is_said(inbox: Path, known: list[Exercise], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graders.submissions.submission.MAX_INNER_BYTES", 64)
    assert "a.zip, which is " in why_not(as_zip(inbox, {"a.zip": INNER}), known)


def test_a_link_to_an_archive_is_none(inbox: Path, known: list[Exercise], tmp_path: Path) -> None:
    (tmp_path / "neighbour.zip").write_bytes(INNER)
    inbox.mkdir()
    (inbox / "a.zip").symlink_to(tmp_path / "neighbour.zip")
    assert why_not(inbox, known).startswith("holds no stub, such as")

"""The one archive that a platform made of everybody's files, given as it is."""

from __future__ import annotations

import errno
import io
import os
import struct
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from graders.authors.classes import download
from graders.authors.classes.download import all_handed_in
from graders.authors.classes.roster import Roster
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.submissions.archives import Limits
from graders.tests.authors.classes.test_layouts import LAYOUTS, PEOPLE, STUB, TREE, Write, zipped
from graders.tests.repositories import Repository

ONE = b"x = 1"


@pytest.fixture
def exercise(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """The only exercise; what is unpacked goes to a place of this test's own."""
    monkeypatch.setattr("tempfile.tempdir", str(repository.root.parent))
    return repository.exercise()


def read(path: Path, exercise: Exercise) -> Roster:
    with all_handed_in(path, [exercise], frozenset()) as (found, _):
        return found


def archived(path: Path, members: Mapping[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def packed_folder(folder: Path, to: Path, below: str = "") -> Path:
    """A .zip of a folder, empty ones too."""
    with zipfile.ZipFile(to, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, f"{below}{path.relative_to(folder).as_posix()}")
    return to


def answers(found: Roster, exercise: Exercise) -> dict[str, object]:
    return {each.name: each.submission.stubs[each.submission.file_of(exercise)] for each in found.learners}


@pytest.mark.parametrize("below", ["", "submissions/"], ids=["", "in a folder"])
@pytest.mark.parametrize("write", LAYOUTS.values(), ids=LAYOUTS)
def test_everybody_has_a_row_and_their_own_answer(
    write: Write, below: str, tmp_path: Path, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, (who, text) in enumerate(PEOPLE.items(), 101):
        (tmp_path / "class").mkdir(exist_ok=True)
        write(tmp_path / "class", who, number, text)
    found = read(packed_folder(tmp_path / "class", tmp_path / "download.zip", below), exercise)
    assert answers(found, exercise) == PEOPLE
    assert [each.problem for each in found.learners] == [""] * len(PEOPLE)
    told = "  read as the class: " + f"{tmp_path / 'download.zip'}: submissions\n"
    assert (told in capsys.readouterr().out) == bool(below)


def test_an_archive_alone_in_the_folder_is_the_class(
    tmp_path: Path, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / ".DS_Store").write_bytes(b"")
    members: dict[str | zipfile.ZipInfo, bytes] = {f"week 1/{who}/{TREE}": text for who, text in PEOPLE.items()}
    archived(tmp_path / "class" / "week 1.zip", members)
    assert answers(read(tmp_path / "class", exercise), exercise) == PEOPLE
    assert capsys.readouterr().out == f"  read as the class: {tmp_path / 'class'}: week 1.zip: week 1\n"


def test_a_class_of_one_stays_one(tmp_path: Path, exercise: Exercise) -> None:
    for name in ("a.zip", "empty/", "homework.rar"):
        folder = tmp_path / name.rstrip("/").replace(".", "") / "ada"
        folder.mkdir(parents=True)
        if not name.endswith("/"):
            (folder / name).write_bytes(zipped(TREE, text=ONE) if name == "a.zip" else b"Rar!")
        assert [each.name for each in read(folder.parent, exercise).learners] == ["ada"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_a_link_to_a_class_is_not_followed(tmp_path: Path, exercise: Exercise) -> None:
    for who in PEOPLE:
        (tmp_path / "other" / who).mkdir(parents=True)
        (tmp_path / "other" / who / STUB).write_bytes(ONE)
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "link").symlink_to(tmp_path / "other")
    (learner,) = read(tmp_path / "class", exercise).learners
    assert learner.problem == "link is a link: links are never followed"


def test_what_one_learner_handed_in_is_no_class(tmp_path: Path, exercise: Exercise) -> None:
    path = archived(tmp_path / "ada's.zip", {TREE: ONE, "README.md": b""})
    with pytest.raises(Usage, match=r"ada's\.zip: is what one learner handed in; for one: nox -s grade -- --sub"):
        read(path, exercise)


# What a stranger may have put in it


def test_who_cannot_be_unpacked_has_a_row_and_a_reason(tmp_path: Path, exercise: Exercise) -> None:
    link = zipfile.ZipInfo("eve.zip")
    link.external_attr = 0o120777 << 16
    inner = zipfile.ZipInfo(f"zoe/{STUB}")
    inner.external_attr = 0o120777 << 16
    outside = tmp_path / "outside.py"
    path = archived(
        tmp_path / "class.zip",
        {
            f"ada/{TREE}": ONE,
            "../outside.py": ONE,
            str(outside): ONE,
            "C:\\evil.zip": ONE,
            link: b"/etc/passwd",
            inner: b"/etc/passwd",
            "kim/": b"",
            "kim/../../x": ONE,
            "bob": ONE,
            "bob/a.py": ONE,
            f"{'n' * 300}.zip": ONE,
        },
    )
    found = {each.name: (each.problem, each.remarks) for each in read(path, exercise).learners}
    inside = "has a name that is not a path inside the archive"
    empty = f"is empty: it holds no stub, such as {TREE}"
    long = f"{'n' * 300}.zip has a name that no file can have here ({os.strerror(errno.ENAMETOOLONG)})"
    flat = str(outside).replace("/", "_")
    assert found.pop("n" * 300)[0].endswith(long[-60:])
    assert found == {
        "ada": ("", ()),
        flat.removesuffix(".py"): (f"{flat} {inside}", ()),
        "_outside": (f"_outside.py {inside}", ()),
        "C_evil": (f"C_evil.zip {inside}", ()),
        "eve": ("eve.zip is a link: links are never followed", ()),
        "zoe": (f"zoe {empty}", (f"not unpacked: zoe/{STUB} is a link: links are never followed",)),
        "kim": (f"kim {empty}", ()),
        "kim_.._.._x": (f"kim_.._.._x {inside}", ()),
        "bob": (f"bob has a name that no file can have here ({os.strerror(errno.EEXIST)})", ()),
    }
    assert not outside.exists()
    assert not (tmp_path.parent / "outside.py").exists()


def test_a_stranger_s_archive_in_it_is_read_as_ever(tmp_path: Path, exercise: Exercise) -> None:
    path = archived(tmp_path / "class.zip", {"ada.zip": zipped(TREE, text=ONE), "bob.zip": b"PK\3\4", "c/w.zip": b""})
    assert [each.problem for each in read(path, exercise).learners] == [
        "",
        "bob.zip is an archive that is damaged or cut off",
        "c holds no stub but w.zip, which is neither a folder nor an archive (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz)",
    ]


def test_what_is_too_large_or_damaged_is_one_learners(
    tmp_path: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "MAX_INNER_BYTES", 64 << 10)
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.zip", bytes(8 << 20))
        packed.writestr("liar.zip", bytes(8 << 20))
        packed.writestr(f"ada/{STUB}", ONE)
        packed.writestr("eve.zip", b"y" * 99, zipfile.ZIP_BZIP2)
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\1\2", data.index(b"PK\1\2") + 4) + 24, 10)
    path.write_bytes(data)
    assert {each.name: each.problem for each in read(path, exercise).learners} == {
        "ada": "",
        "bomb": "bomb.zip is 8,388,608 bytes long, 65,536 allowed",
        "eve": "eve.zip is packed in a way that is not taken",
        "liar": "liar.zip is damaged in the archive",
    }


def test_a_tar_is_taken_too(tmp_path: Path, exercise: Exercise) -> None:
    with tarfile.open(tmp_path / "class.tar.gz", "w:gz") as packed:
        for who, text in PEOPLE.items():
            member = tarfile.TarInfo(f"{who}/{STUB}")
            member.size = len(text)
            packed.addfile(member, io.BytesIO(text))
        pipe = tarfile.TarInfo("eve.zip")
        pipe.type = tarfile.FIFOTYPE
        packed.addfile(pipe)
        kim = tarfile.TarInfo("kim")
        kim.type = tarfile.DIRTYPE
        packed.addfile(kim)
    found = read(tmp_path / "class.tar.gz", exercise)
    assert {each.name: each.problem for each in found.learners} == dict.fromkeys(PEOPLE, "") | {
        "eve": "eve.zip is not a regular file",
        "kim": f"kim is empty: it holds no stub, such as {TREE}",
    }


# What cannot be taken at all is one line, which says what to type


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        (
            "c.rar",
            b"Rar!",
            "is an archive of RAR's, which is not taken; unpack it yourself: unar -o class {} && nox -s grade_class -- "
            "class",
        ),
        (
            "c.7z",
            b"7z\xbc\xaf\x27\x1c",
            "is an archive of 7-Zip's, which is not taken; unpack it yourself: 7z x -oclass {} && nox -s grade_class "
            "-- class",
        ),
        (
            "c.zip",
            b"PK\3\4",
            "is an archive that is damaged or cut off; unpack it yourself: unzip -d class {} && nox -s grade_class -- "
            "class",
        ),
        (
            "c.tar.zst",
            b"\x28\xb5\x2f\xfd",
            "is an archive of Zstandard's, which is not taken; unpack it yourself: mkdir class && tar -xf {} -C class "
            "&& nox -s grade_class -- class",
        ),
        (
            "c.csv",
            b"Student,ID",
            "is neither a folder nor an archive (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz); name the folder of all "
            "hand-ins, or the .zip that the platform made of them",
        ),
    ],
)
def test_what_to_type_is_said(name: str, data: bytes, line: str, tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Usage) as caught:
        read(path, exercise)
    assert str(caught.value) == f"{path}: {line.format(path)}"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_a_pipe_is_no_class(tmp_path: Path, exercise: Exercise) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Usage, match="pipe: is neither a folder nor an archive; name the folder of all hand-ins"):
        read(tmp_path / "pipe", exercise)


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MAX_CLASS_BYTES", 1, "holds more than 0 GiB; unpack it yourself: unzip"),
        ("OF_A_CLASS", (1, 1 << 20, 9), "has more than 0 MiB; unpack it yourself: unzip"),
        ("OF_A_CLASS", (1 << 20, 10, 9), "is a zip with more than 0 MiB of names; unpack it yourself: unzip"),
        ("OF_A_CLASS", (1 << 20, 1 << 20, 0), "holds more than 0 files; unpack it yourself: unzip"),
    ],
)
def test_it_has_its_limits(
    limit: str, value: object, words: str, tmp_path: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Limits(*value) if isinstance(value, tuple) else value
    monkeypatch.setattr(download, limit, made)
    with pytest.raises(Usage, match=words):
        read(archived(tmp_path / "class.zip", {f"ada/{STUB}": ONE}), exercise)


def test_a_full_disk_is_one_line_and_nothing_is_left(
    tmp_path: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(place: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = archived(tmp_path / "class.zip", {f"ada/{STUB}": ONE})
    before = set(tmp_path.iterdir())
    monkeypatch.setattr(download, "_write", full)
    with pytest.raises(Usage, match=r"unpacked to .* \(No space left on device\); TMPDIR names another place; or name"):
        read(path, exercise)
    assert set(tmp_path.iterdir()) == before


def test_nothing_is_left_of_it_and_its_time_is_the_downloads(tmp_path: Path, exercise: Exercise) -> None:
    path = archived(tmp_path / "class.zip", {f"ada/{STUB}": ONE, f"bob/{STUB}": ONE})
    os.utime(path, (86_400, 86_400))
    before = set(tmp_path.iterdir())
    found = read(path, exercise)
    assert {each.handed_in.isoformat() for each in found.learners} == {"1970-01-02T00:00:00+00:00"}
    assert set(tmp_path.iterdir()) == before

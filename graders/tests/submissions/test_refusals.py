"""Every kind of refusal of a hand-in, with its words: what is wrong with it, and what to do next."""

from __future__ import annotations

import ast
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.model.exercises import ROOT, Exercise
from graders.submissions import archives, submission
from graders.submissions.loose import Part, gathered
from graders.submissions.sources import Rejected
from graders.submissions.tree import Unreadable
from graders.tests.repositories import STUB as TODO
from graders.tests.repositories import Repository
from graders.tests.submissions.test_submissions import as_folder, as_tar, as_zip, raw

STUB = "running_total.py"
PLACE = f"exercises/02_iterators_and_generators/01_running_total/{STUB}"
ONE, TWO = b"x = 1", b"x = 2"

Make = Callable[[Path], object]

HAND_IN = "Hand in the folder exercises/ as it is, or the stub by its name."
ITSELF = "Put what it stands for here itself, as a folder or a file."
PACK = "Pack the folder anew, as a plain .zip, and hand that in."
LESS = "Hand in the folder exercises/ alone, or the stubs."
FILES = "Put what it holds into a folder as plain files, and hand that in."
ONE_OF = "Hand in one of them. If it is a whole class, give grade_class this alone."
READABLE = "Let everybody read it (chmod -R a+rX), or unpack it anew."
NOT_TAKEN = "is neither a folder nor an archive (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz)"


def bytes_of(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


def files(**found: bytes) -> Make:
    """A folder; a name's last underscore is the dot of its ending."""
    return lambda path: as_folder(path, {".".join(name.rsplit("_", 1)): data for name, data in found.items()})


def encrypted(path: Path) -> None:
    data = bytearray(as_zip(path, {PLACE: ONE}).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def tar_of_records(*records: bytes) -> Make:
    return bytes_of(b"".join(records) + bytes(1024))


WHOLE: dict[str, tuple[str, Make, str, str]] = {
    "nothing there": ("gone", lambda path: None, "cannot be read (No such file or directory)", READABLE),
    "a link": ("ada", lambda path: path.symlink_to("x"), "is a link: links are never followed", ITSELF),
    "a pipe": ("ada", lambda path: os.mkfifo(path), "is not a regular file", ITSELF),
    "an empty folder": ("ada", lambda path: path.mkdir(), f"is empty: it holds no stub, such as {PLACE}", HAND_IN),
    "no stub": ("ada", files(notes_md=ONE), f"holds no stub, such as {PLACE}", HAND_IN),
    "a notebook for the stub": (
        "ada",
        files(running_total_ipynb=ONE, a_ipynb=ONE),
        f"holds no stub, such as {PLACE}; running_total.ipynb is a notebook, and no plain Python",
        f"Save its code as a plain file, {STUB}, and hand that in.",
    ),
    "a platform's download": (
        "ada",
        files(**{"ada_12345_67890_running_total_py": ONE}),
        "holds no stub, but what looks like a whole class of Canvas's",
        "Give grade_class this alone.",
    ),
    "two learners": (
        "ada",
        lambda path: as_folder(path, {f"a/{PLACE}": ONE, f"b/{PLACE}": TWO}),
        "holds several submissions (a/, b/)",
        ONE_OF,
    ),
    "two archives": ("ada", files(a_zip=ONE, b_zip=ONE), "holds no stub, and 2 archives (a.zip, b.zip)", ONE_OF),
    "an archive in a folder, damaged": (
        "ada",
        files(a_zip=b"PK\3\4"),
        "holds no stub but a.zip, which is an archive that is damaged or cut off",
        PACK,
    ),
    "an archive in a folder, too large": (
        "ada",
        files(a_zip=bytes(2 << 20)),
        "holds no stub but a.zip, which is 2,097,152 bytes long, 1,048,576 allowed",
        "Keep data out of the source.",
    ),
    "RAR": ("ada.rar", bytes_of(b"Rar!\x1a\7\0"), "is an archive of RAR's, which is not taken", PACK),
    "7-Zip": ("a.7z", bytes_of(b"7z\xbc\xaf\x27\x1c\0"), "is an archive of 7-Zip's, which is not taken", PACK),
    "Zstandard": ("a.zst", bytes_of(b"\x28\xb5\x2f\xfd"), "is an archive of Zstandard's, which is not taken", PACK),
    "lzip": ("a.tar.lz", bytes_of(b"LZIP\1"), "is an archive of lzip's, which is not taken", PACK),
    "any file": ("ada.xyz", bytes_of(b"?"), NOT_TAKEN, FILES),
    "a damaged archive": ("ada.zip", bytes_of(b"PK\3\4"), "is an archive that is damaged or cut off", PACK),
    "a tar that ends": ("a.tar", bytes_of(raw(b"0", 5)[:512]), "is an archive that is damaged or cut off", PACK),
    "a tar with holes": (
        "a.tar",
        tar_of_records(raw(b"0", 0), raw(b"S", 512, bytes(512))),
        "is an archive that is damaged or has holes",
        PACK,
    ),
    "a tar with a long name": (
        "a.tar",
        tar_of_records(raw(b"0", 0), raw(b"L", 100_000, bytes(100_000))),
        "is an archive with names without end",
        PACK,
    ),
    "encrypted": ("a.zip", encrypted, "is encrypted", "Pack it without a password, and hand that in."),
    "too large": ("a.zip", bytes_of(b"PK\3\4" + bytes(5 << 20)), "has more than 4 MiB", LESS),
    "too many files": (
        "a.zip",
        lambda path: as_zip(path, {str(number): b"" for number in range(21)}),
        "holds more than 20 files",
        LESS,
    ),
    "too many names": (
        "a.zip",
        lambda path: as_zip(path, {f"{number:09}": b"" for number in range(20_000)}),
        "is a zip with more than 1 MiB of names",
        LESS,
    ),
    "a bomb": ("a.tar.gz", lambda path: as_tar(path, {"x": bytes(3 << 20)}), "holds more than 2 MiB", LESS),
    "too much to keep": (
        "a.tar",
        lambda path: as_tar(path, {str(number): bytes(500_000) for number in range(3)}),
        "holds more than 1 MiB",
        LESS,
    ),
    "another source": (
        "ada.py",
        bytes_of(ONE),
        "is neither a stub, such as running_total.py, nor a folder or an archive (.zip, .tar, .tar.gz, .tar.bz2, "
        ".tar.xz)",
        HAND_IN,
    ),
    "another name": (
        "running_totals.py",
        bytes_of(ONE),
        "is not called running_total.py",
        "Rename it to running_total.py, and hand it in again.",
    ),
    "Word": (
        "running_total.py.docx",
        bytes_of(b"PK\3\4"),
        "is a document of a word processor, and no plain Python",
        "Copy the code into a plain text file, running_total.py, and hand that in.",
    ),
}
"""By kind: the entry's name, what it is, why nothing of it is graded, and what to do."""

SINGLE: dict[str, tuple[Make, str, str]] = {
    "a copy that differs": (
        files(running_total_py=ONE, **{"running_total (1)_py": TWO}),
        "is there in different versions, and nothing says which one counts: running_total (1).py, running_total.py",
        "Hand in one of them.",
    ),
    "a link for it": (
        lambda path: (as_folder(path, {"count_words.py": ONE}) / STUB).symlink_to("x"),
        "is a link",
        "Replace it by a plain file: nox -s reset.",
    ),
    "a file for its folder": (
        lambda path: as_folder(path, {"count_words.py": ONE, PLACE.rpartition("/")[0]: ONE}),
        f"is not there: {PLACE.rpartition('/')[0]} is not a folder",
        "Put the folders back as they were.",
    ),
    "not there": (files(count_words_py=ONE), "not in the submission", HAND_IN),
    "Word, beside another answer": (
        lambda path: as_folder(path, {"count_words.py": ONE, "x/running_total.docx": ONE}),
        "not in the submission; x/running_total.docx is a document of a word processor, and no plain Python",
        "Copy the code into a plain text file, running_total.py, and hand that in.",
    ),
    "damaged in the archive": (
        lambda path: path.write_bytes(as_zip(path, {STUB: bytes(99)}).read_bytes().replace(b"c\x60", b"x\x60")),
        "is damaged in the archive",
        PACK,
    ),
    "twice in the archive": (
        lambda path: as_tar_twice(path),
        "stands twice in the archive",
        PACK,
    ),
    "too large": (files(running_total_py=bytes(2 << 20)), "is 2,097,152 bytes long, 131,072 allowed", "Keep data out"),
}
"""By kind: what is handed in, why an exercise of it is not graded, and what to do."""


def as_tar_twice(path: Path) -> None:
    path.write_bytes(raw(b"0", 5, ONE, STUB) * 2 + bytes(1024))


@pytest.fixture
def known(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> list[Exercise]:
    """Two exercises, and small limits."""
    monkeypatch.setattr(archives, "MAX_PACKED_BYTES", 4 << 20)
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 2 << 20)
    monkeypatch.setattr(archives, "MAX_KEPT_BYTES", 1 << 20)
    monkeypatch.setattr(archives, "MAX_DIRECTORY_BYTES", 1 << 20)
    monkeypatch.setattr(archives, "MAX_MEMBERS", 20)
    monkeypatch.setattr(submission, "MAX_INNER_BYTES", 1 << 20)
    return [repository.exercise(), repository.exercise("03_memory_management/05_count_words")]


@pytest.mark.skipif(sys.platform == "win32", reason="some of it is unknown there")
@pytest.mark.parametrize(("name", "make", "what", "advice"), WHOLE.values(), ids=WHOLE)
def test_what_is_refused_as_a_whole(
    name: str, make: Make, what: str, advice: str, tmp_path: Path, known: list[Exercise]
) -> None:
    make(tmp_path / name)
    with pytest.raises(Unreadable) as caught:
        gathered("ada", [Part(tmp_path / name, name)], known)
    assert (str(caught.value), caught.value.advice) == (what, advice)


@pytest.mark.skipif(sys.platform == "win32", reason="some of it is unknown there")
@pytest.mark.parametrize(("make", "what", "advice"), SINGLE.values(), ids=SINGLE)
def test_what_costs_one_exercise(make: Make, what: str, advice: str, tmp_path: Path, known: list[Exercise]) -> None:
    path = tmp_path / "ada"
    make(path)
    if path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path, "a") as more:
            more.writestr("count_words.py", b"y = 2")
    taken, _ = gathered("ada", [Part(path, "ada")], known)
    found = taken.stubs[taken.file_of(known[0])]
    assert isinstance(found, Rejected)
    assert str(found) == what
    assert found.advice.startswith(advice)


def test_an_answer_beside_the_stub_as_it_was_handed_out_is_told(
    tmp_path: Path, known: list[Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission, "is_untouched", lambda _, data: data == TODO.encode())
    copy = PLACE.replace(".py", " (1).py")
    path = as_zip(tmp_path / "a.zip", {PLACE: TODO.encode(), copy: ONE})
    _, remarks = gathered("ada", [Part(path, "a.zip")], known)
    assert remarks == [
        f"{copy} was not read, and {STUB} is as it was handed out: give the stub's name to the one that is the answer"
    ]


def test_no_refusal_is_without_what_to_do() -> None:
    """``Unreadable`` asks for it; a ``Rejected`` without says to replace the file, which holds for files of ours."""
    bare = []
    for path in sorted((ROOT / "graders" / "submissions").glob("*.py")):
        bare += [
            ast.unparse(node)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Rejected" and len(node.args) == 1
        ]
    assert bare == ["Rejected('is a folder' if folder else 'is not a regular file')"]

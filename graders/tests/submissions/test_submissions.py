from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import os
import random
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.report import Refused
from graders.submissions import archives, sources, tree
from graders.submissions.archives import archive
from graders.submissions.sources import LearnerSource, Rejected
from graders.submissions.submission import Submission, opened, read
from graders.submissions.tree import Folder, FolderByPath, Unreadable, named
from graders.tests.repositories import STUB, TESTS, Repository

PLACE = "exercises/02_iterators_and_generators/01_running_total/running_total.py"
OTHER = "exercises/03_memory_management/05_count_words/count_words.py"
ANSWER = b"def running_total(readings):\n    return [3]\n"
MANY = "exercises/02_iterators_and_generators/01_running_total/notes/"

Make = Callable[[Path, dict[str, bytes]], Path]


def source_of(submission: Submission, exercise: Exercise) -> LearnerSource:
    """What is graded of a submission."""
    return sources.source(submission.answer(exercise), exercise.name)


def as_folder(root: Path, files: dict[str, bytes]) -> Path:
    """A folder of these files."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def as_zip(path: Path, files: dict[str, bytes]) -> Path:
    """A .zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def as_tar(path: Path, files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> Path:
    """A .tar of these files."""
    headers = []
    for name, data in files.items():
        header = tarfile.TarInfo(name)
        header.size = len(data)
        headers.append((header, data))
    return tar_of(path, headers, form)


def tar_of(path: Path, headers: Iterable[tuple[tarfile.TarInfo, bytes]], form: int = tarfile.PAX_FORMAT) -> Path:
    """A .tar with these headers, each with its data behind it."""
    with tarfile.open(path, "w", format=form) as packed:
        for header, data in headers:
            packed.addfile(header, io.BytesIO(data))
    return path


def packed_by(pack: Callable[[bytes], bytes]) -> Make:
    """Makes a .tar that is packed."""

    def make(path: Path, files: dict[str, bytes]) -> Path:
        plain = as_tar(path, files).read_bytes()
        path.write_bytes(pack(plain))
        return path

    return make


MAKERS: dict[str, Make] = {
    "folder": as_folder,
    "zip": as_zip,
    "tar": as_tar,
    "tar of GNU": lambda path, files: as_tar(path, files, tarfile.GNU_FORMAT),
    "tar of POSIX": lambda path, files: as_tar(path, files, tarfile.USTAR_FORMAT),
    "tar.gz": packed_by(gzip.compress),
    "tar.bz2": packed_by(bz2.compress),
    "tar.xz": packed_by(lzma.compress),
}

any_form = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
any_archive = pytest.mark.parametrize("make", [as_zip, as_tar], ids=["zip", "tar"])


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """The exercise that is handed in."""
    return repository.exercise()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Where nothing is yet."""
    return tmp_path / "inbox"


def taken(path: Path, *known: Exercise) -> tuple[str, str]:
    """The name and the text that a submission has for the first exercise."""
    source = source_of(opened(path, known), known[0])
    assert source.module == "running_total"
    return source.file, source.text


def refused(path: Path, exercise: Exercise) -> str:
    """Why the stub of a submission is not graded."""
    with pytest.raises(Refused) as caught:
        source_of(opened(path, [exercise]), exercise)
    assert caught.value.advice
    return caught.value.message


def complaint(path: Path, *known: Exercise) -> str:
    """The line that a submission gets that cannot be read as a whole."""
    with pytest.raises(Unreadable) as why:
        read(path, known, "ada")
    with pytest.raises(Usage) as caught:
        opened(path, known)
    line = str(caught.value)
    assert line == f"{named(str(path))}: {why.value}. {why.value.advice}"
    assert "\n" not in line
    return str(why.value)


def ignored(path: Path, *known: Exercise) -> list[str]:
    return opened(path, known).ignored.names


# Where the stubs are


@any_form
def test_a_tree_is_taken_in_every_form(make: Make, inbox: Path, exercise: Exercise) -> None:
    assert taken(make(inbox, {PLACE: ANSWER}), exercise) == (PLACE, ANSWER.decode())


@any_form
def test_a_tree_may_be_one_folder_deep(make: Make, inbox: Path, exercise: Exercise) -> None:
    files = {f"katas-main/{PLACE}": ANSWER, "katas-main/pytest.py": b"", "katas-main/.DS_Store": b""}
    assert taken(make(inbox, files), exercise) == (PLACE, ANSWER.decode())
    assert ignored(inbox, exercise) == ["pytest.py"]


@any_form
@pytest.mark.parametrize("base", ["", "homework/"])
def test_stubs_may_lie_side_by_side(make: Make, base: str, inbox: Path, exercise: Exercise) -> None:
    files = {f"{base}running_total.py": ANSWER, f"{base}notes.txt": b"", f"{base}deep/er/running_total.py": b""}
    assert taken(make(inbox, files), exercise) == ("running_total.py", ANSWER.decode())
    assert ignored(inbox, exercise) == ["deep/er/running_total.py", "notes.txt"]


@any_form
def test_a_long_name_comes_whole(make: Make, inbox: Path, repository: Repository) -> None:
    exercise = repository.exercise(f"02_iterators_and_generators/01_{'very_' * 18}long_name")
    place = f"{'deep_' * 20}/exercises/02_iterators_and_generators/{exercise.folder.name}/{exercise.name}.py"
    if make is not MAKERS["tar of POSIX"]:
        submission = opened(make(inbox, {place: ANSWER}), [exercise])
        assert source_of(submission, exercise).text == ANSWER.decode()


def test_a_tree_at_the_top_goes_before_one_below(inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {PLACE: ANSWER, f"old/{PLACE}": b"x = 1", "running_total.py": b"x = 2"})
    assert taken(inbox, exercise) == (PLACE, ANSWER.decode())


@pytest.mark.parametrize("name", [PLACE, "running_total.py"])
def test_two_trees_are_not_chosen_from(name: str, inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {f"alice/{name}": ANSWER, f"bob/{name}": b"x = 1"})
    assert complaint(inbox, exercise) == "holds several submissions (alice/, bob/)"


def test_what_tools_leave_behind_is_no_tree(inbox: Path, exercise: Exercise) -> None:
    as_zip(inbox, {f"a/{PLACE}": ANSWER, f"__MACOSX/{PLACE}": b"", f"a/.git/{PLACE}": b""})
    assert taken(inbox, exercise) == (PLACE, ANSWER.decode())
    assert ignored(inbox, exercise) == []


def test_a_zip_may_have_been_packed_on_windows(inbox: Path, exercise: Exercise) -> None:
    as_zip(inbox, {PLACE.replace("/", "\\"): ANSWER})
    assert taken(inbox, exercise) == (PLACE, ANSWER.decode())


def test_a_tar_of_a_folder_by_its_dot_is_a_tree(inbox: Path, exercise: Exercise) -> None:
    folder = tarfile.TarInfo("./")
    folder.type = tarfile.DIRTYPE
    stub = tarfile.TarInfo(f"./{PLACE}")
    stub.size = len(ANSWER)
    assert taken(tar_of(inbox, [(folder, b""), (stub, ANSWER)]), exercise) == (PLACE, ANSWER.decode())


def test_a_stub_is_no_more_read_once_it_was_taken(inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {PLACE: ANSWER})
    submission = opened(inbox, [exercise])
    (inbox / PLACE).write_bytes(b"x = 1")
    assert source_of(submission, exercise).text == ANSWER.decode()


def test_the_folder_that_is_named_may_be_a_link(inbox: Path, tmp_path: Path, exercise: Exercise) -> None:
    as_folder(inbox, {PLACE: ANSWER})
    (tmp_path / "link").symlink_to(inbox)
    assert taken(tmp_path / "link", exercise) == (PLACE, ANSWER.decode())


# Stubs that are refused


@any_form
def test_a_stub_that_is_missing_costs_its_own_exercise(make: Make, inbox: Path, repository: Repository) -> None:
    known = [repository.exercise(), repository.exercise("03_memory_management/05_count_words")]
    submission = opened(make(inbox, {PLACE: ANSWER}), known)
    assert source_of(submission, known[0])
    with pytest.raises(Refused, match=f"^not in the submission: {OTHER}$"):
        source_of(submission, known[1])


@any_form
def test_a_stub_too_large_is_refused(make: Make, inbox: Path, exercise: Exercise) -> None:
    make(inbox, {PLACE: b"#" * (128 << 10)})
    assert taken(inbox, exercise)
    make(inbox, {PLACE: b"#" * (200 << 10)})
    assert refused(inbox, exercise) == "running_total.py:1: is 204,800 bytes long, 131,072 allowed"
    make(inbox, {PLACE: b"#" * (2 << 20)})
    assert refused(inbox, exercise).startswith("running_total.py:1: is 2,097,152 bytes long, ")


@any_form
def test_the_bytes_are_checked_as_those_of_a_stub_here(make: Make, inbox: Path, exercise: Exercise) -> None:
    assert refused(make(inbox, {PLACE: b"x = 1\ny = '\0'\n"}), exercise) == "running_total.py:2: holds a NUL byte"


@pytest.mark.parametrize("reader", [Folder, FolderByPath])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.symlink_to(__file__), "is a link"),
        (lambda path: path.symlink_to("nowhere"), "is a link"),
        (os.mkfifo, "is not a regular file"),
    ],
    ids=["link", "link to nothing", "pipe"],
)
def test_what_is_no_plain_file_is_refused(
    reader: type[Folder],
    make: Callable[[Path], Any],
    words: str,
    inbox: Path,
    exercise: Exercise,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("graders.submissions.submission.folder", reader)
    (inbox / PLACE).parent.mkdir(parents=True)
    make(inbox / PLACE)
    assert refused(inbox, exercise) == f"running_total.py:1: {words}"


@pytest.mark.parametrize("above", ["exercises", str(Path(PLACE).parent)])
def test_no_folder_on_the_way_may_be_a_link(above: str, inbox: Path, tmp_path: Path, exercise: Exercise) -> None:
    as_folder(tmp_path / "elsewhere", {PLACE: ANSWER})
    (inbox / above).parent.mkdir(parents=True)
    (inbox / above).symlink_to(tmp_path / "elsewhere" / above)
    assert refused(inbox, exercise) == f"running_total.py:1: is not there: {above} is a link"


def test_a_file_is_no_folder_on_the_way(inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {"exercises/02_iterators_and_generators": b""})
    words = "running_total.py:1: is not there: exercises/02_iterators_and_generators is not a folder"
    assert refused(inbox, exercise) == words


def test_a_hard_link_is_a_file(inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {"draft.py": ANSWER}).joinpath(PLACE).parent.mkdir(parents=True)
    os.link(inbox / "draft.py", inbox / PLACE)
    assert taken(inbox, exercise) == (PLACE, ANSWER.decode())


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_tar_may_hold_no_link_or_device_in_a_stubs_place(kind: bytes, inbox: Path, exercise: Exercise) -> None:
    stub = tarfile.TarInfo(PLACE)
    stub.type, stub.linkname = kind, "/etc/passwd"
    assert refused(tar_of(inbox, [(stub, b"")]), exercise).startswith("running_total.py:1: is ")


@pytest.mark.parametrize(("kind", "words"), [(stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "is not a regular file")])
def test_a_zip_may_hold_no_link_or_device_in_a_stubs_place(
    kind: int, words: str, inbox: Path, exercise: Exercise
) -> None:
    stub = zipfile.ZipInfo(PLACE)
    stub.external_attr = (kind | 0o644) << 16
    with zipfile.ZipFile(inbox, "w") as packed:
        packed.writestr(stub, "/etc/passwd")
    assert refused(inbox, exercise) == f"running_total.py:1: {words}"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_stub_that_stands_twice_is_not_chosen_from(inbox: Path, exercise: Exercise) -> None:
    with zipfile.ZipFile(inbox, "w") as packed:
        packed.writestr(PLACE, ANSWER)
        packed.writestr(f"./{PLACE}", b"x = 1")
    assert refused(inbox, exercise) == "running_total.py:1: stands twice in the archive"
    stub = tarfile.TarInfo(PLACE)
    assert refused(tar_of(inbox, [(stub, b"")] * 3), exercise) == "running_total.py:1: stands twice in the archive"


@any_archive
@pytest.mark.parametrize("name", [f"../{PLACE}", f"/{PLACE}", f"C:/{PLACE}", f"a/../{PLACE}", f"a//{PLACE}"])
def test_a_name_that_leads_elsewhere_gives_nothing(make: Make, name: str, inbox: Path, exercise: Exercise) -> None:
    make(inbox, {PLACE: ANSWER, name: b"x = 1"})
    assert taken(inbox, exercise) == (PLACE, ANSWER.decode())
    assert ignored(inbox, exercise) == [name]


@any_archive
@pytest.mark.parametrize("base", ["../", "/"])
def test_a_tree_in_another_place_is_none(make: Make, base: str, inbox: Path, exercise: Exercise) -> None:
    assert "is not a path inside the archive" in refused(make(inbox, {f"{base}{PLACE}": ANSWER}), exercise)


# Submissions that cannot be read


@any_form
def test_a_submission_without_a_stub_is_told(make: Make, inbox: Path, exercise: Exercise) -> None:
    assert complaint(make(inbox, {"notes.txt": b""}), exercise) == f"holds no stub, such as {PLACE}"


def test_a_path_that_is_none_is_told(inbox: Path, exercise: Exercise) -> None:
    assert complaint(inbox, exercise) == "cannot be read (No such file or directory)"
    inbox.write_text("def running_total(readings): ...\n")
    words = "is neither a folder nor an archive (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz)"
    assert complaint(inbox, exercise) == words
    inbox.write_bytes(b"")
    assert complaint(inbox, exercise) == words
    inbox.unlink()
    os.mkfifo(inbox)
    assert complaint(inbox, exercise) == "is neither a folder nor an archive"


@pytest.mark.parametrize("form", [name for name in MAKERS if name != "folder"])
@pytest.mark.parametrize("left", [0.3, 0.7, 0.95])
def test_an_archive_that_was_cut_off_is_told(form: str, left: float, inbox: Path, exercise: Exercise) -> None:
    noise = random.Random(4).randbytes(40_000)
    data = MAKERS[form](inbox, {PLACE: ANSWER, "noise": noise}).read_bytes()
    inbox.write_bytes(data[: int(len(data) * left)] if form == "zip" or "." in form else data[: int(40_000 * left)])
    assert "damaged or cut off" in complaint(inbox, exercise)


def test_a_packed_text_is_no_tar(inbox: Path, exercise: Exercise) -> None:
    inbox.write_bytes(gzip.compress(b"hello " * 1000))
    assert "damaged or cut off" in complaint(inbox, exercise)


def test_an_encrypted_zip_is_told(inbox: Path, exercise: Exercise) -> None:
    data = bytearray(as_zip(inbox, {PLACE: ANSWER}).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    inbox.write_bytes(data)
    assert complaint(inbox, exercise) == "is encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_cannot_be_bounded_is_not_taken(method: int, inbox: Path, exercise: Exercise) -> None:
    with zipfile.ZipFile(inbox, "w", method) as packed:
        packed.writestr(PLACE, ANSWER)
    assert "is packed in a way that is not taken" in refused(inbox, exercise)


def test_a_header_that_lies_about_its_size_gives_nothing(inbox: Path, exercise: Exercise) -> None:
    data = bytearray(as_zip(inbox, {PLACE: b"#" * (4 << 20)}).read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    inbox.write_bytes(data)
    assert refused(inbox, exercise) == "running_total.py:1: is damaged in the archive"


@any_form
def test_too_many_files_are_told(make: Make, inbox: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_MEMBERS", 20)
    monkeypatch.setattr(archives, "MAX_MEMBERS", 20)
    files = {f"{MANY}{number}.txt": b"" for number in range(21)}
    assert complaint(make(inbox, files | {PLACE: ANSWER}), exercise) == "holds more than 20 files"


def test_a_zip_of_names_without_end_is_told(inbox: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_DIRECTORY_BYTES", 1 << 20)
    as_zip(inbox, {f"{number:09}": b"" for number in range(20_000)})
    assert complaint(inbox, exercise) == "is a zip with more than 1 MiB of names"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("MAX_PACKED_BYTES", "has more than 1 MiB"),
        ("MAX_UNPACKED_BYTES", "holds more than 1 MiB"),
        ("MAX_KEPT_BYTES", "holds more than 1 MiB"),
    ],
)
def test_an_archive_has_its_limits(
    limit: str, words: str, inbox: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, limit, 1 << 20)
    as_tar(inbox, {PLACE: ANSWER, "more": bytes(700_000), "still more": bytes(700_000)})
    assert complaint(inbox, exercise) == words


def test_what_is_not_wanted_is_unpacked_in_pieces(
    inbox: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_KEPT_BYTES", 1 << 20)
    as_tar(inbox, {"bin/large": bytes(3 << 20), ".nox/large": bytes(3 << 20), PLACE: ANSWER})
    assert taken(inbox, exercise) == (PLACE, ANSWER.decode())
    assert ignored(inbox, exercise) == ["bin/large"]


def test_the_data_of_an_unknown_record_is_passed_over(inbox: Path, exercise: Exercise) -> None:
    unknown, stub = tarfile.TarInfo("unknown"), tarfile.TarInfo(PLACE)
    unknown.type, unknown.size, stub.size = b"Z", 700, len(ANSWER)
    assert taken(tar_of(inbox, [(unknown, bytes(700)), (stub, ANSWER)]), exercise) == (PLACE, ANSWER.decode())


def raw(kind: bytes, size: int, data: bytes = b"", name: str = "x") -> bytes:
    """A record of a tar as it stands in the file."""
    header = tarfile.TarInfo(name)
    header.type, header.size = kind, size
    return header.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512)


@pytest.mark.parametrize(
    "record",
    [
        raw(tarfile.REGTYPE, -512),
        raw(tarfile.GNUTYPE_SPARSE, 512, bytes(512)),
        raw(tarfile.XHDTYPE, 100_000, bytes(100_000)),
        raw(tarfile.GNUTYPE_LONGNAME, 100_000, bytes(100_000)),
        raw(tarfile.XHDTYPE, 9, b"no length"),
        raw(tarfile.XHDTYPE, 11, b"11 size=-1\n") + raw(tarfile.REGTYPE, 5, b"hello"),
        b"\xff" * 512,
    ],
    ids=["below zero", "sparse", "long record", "long name", "no length", "below zero by a record", "no header"],
)
def test_a_tar_that_is_made_up_is_told(record: bytes, inbox: Path, exercise: Exercise) -> None:
    inbox.write_bytes(raw(tarfile.REGTYPE, len(ANSWER), ANSWER, PLACE) + record + bytes(1024))
    assert complaint(inbox, exercise).startswith("is an archive ")


def test_a_record_may_stand_still_but_ends(inbox: Path, exercise: Exercise) -> None:
    for length in (b"0 ", b"-5 "):
        data = length + b"path=elsewhere\n"
        stub = raw(tarfile.REGTYPE, len(ANSWER), ANSWER, PLACE)
        inbox.write_bytes(raw(tarfile.XHDTYPE, len(data), data) + stub + bytes(1024))
        with pytest.raises(Usage):
            opened(inbox, [exercise])


def test_a_record_for_all_files_names_none(inbox: Path, exercise: Exercise) -> None:
    data = b"18 path=elsewhere\n"
    stub = raw(tarfile.REGTYPE, len(ANSWER), ANSWER, PLACE)
    inbox.write_bytes(raw(tarfile.XGLTYPE, len(data), data) + stub + bytes(1024))
    assert taken(inbox, exercise) == (PLACE, ANSWER.decode())


@any_form
@pytest.mark.parametrize("seed", range(3))
def test_bytes_at_random_are_taken_or_told(make: Make, seed: int, inbox: Path, exercise: Exercise) -> None:
    if make is as_folder:
        return
    data, rng = make(inbox, {PLACE: ANSWER, "notes.txt": b"more"}).read_bytes(), random.Random(seed)
    for _ in range(60):
        spoilt = bytearray(data)
        for _ in range(rng.randrange(1, 6)):
            spoilt[rng.randrange(min(len(spoilt), 2600))] = rng.randrange(256)
        inbox.write_bytes(spoilt)
        with contextlib.suppress(Usage):
            assert isinstance(opened(inbox, [exercise]), Submission)


# Folders


@pytest.fixture(params=[Folder, FolderByPath])
def reader(request: pytest.FixtureRequest) -> Any:
    """Both ways to read a folder."""
    return request.param


def test_a_folder_is_read_in_both_ways(reader: type[Folder], inbox: Path) -> None:
    inside = reader(as_folder(inbox, {"a/b/c.txt": b"deep", "top.txt": b"", ".nox/x": b"", "a/__pycache__/x.pyc": b""}))
    (inbox / "a" / "link").symlink_to("b")
    assert inside.members == {"a/b/c.txt": "", "top.txt": "", "a/link": "is a link"}
    assert inside.read("a/b/c.txt", 4) == b"deep"
    for path, words in [
        ("a/link/c.txt", "cannot be read"),
        ("a/link", "cannot be read"),
        ("gone", "No such file"),
        ("a/b/c.txt", "is 4 bytes long, 3 allowed"),
        ("nul\0", "cannot be read here"),
    ]:
        with pytest.raises(Rejected, match=words):
            inside.read(path, 3)
    inside.close()


def test_a_folder_without_end_is_left(reader: type[Folder], inbox: Path) -> None:
    as_folder(inbox, {f"{'down/' * 40}x.txt": b"", PLACE: ANSWER})
    inside = reader(inbox)
    assert inside.members["/".join(["down"] * (tree.MAX_DEPTH_FOLDERS + 1))] == "is a folder"
    assert inside.members[PLACE] == ""
    inside.close()


def test_a_folder_that_goes_away_is_told(reader: type[Folder], inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_folder(inbox, {"a/x.txt": b"", "b/x.txt": b""})
    inside, enter = reader(inbox), reader._enter

    def gone(self: Folder, parts: Any) -> Any:
        return enter(self, ["missing"] if parts == ("a",) else parts)

    monkeypatch.setattr(reader, "_enter", gone)
    assert inside.members == {"a": "cannot be read (No such file or directory)", "b/x.txt": ""}
    inside.close()


def test_a_folder_keeps_nothing_open(inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {PLACE: ANSWER})
    before = set(os.listdir("/dev/fd"))
    opened(inbox, [exercise])
    with pytest.raises(Unreadable):
        archive(inbox / PLACE)
    assert len(os.listdir("/dev/fd")) == len(before)


def test_a_folder_that_may_not_be_read_is_told(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("graders.submissions.submission.folder", refuse)
    assert complaint(exercise.folder, exercise) == "cannot be read (Permission denied)"


def test_a_system_without_descriptors_of_folders_goes_by_paths(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.mkdir()
    assert type(tree.folder(inbox)) is (Folder if os.open in os.supports_dir_fd else FolderByPath)
    monkeypatch.setattr(os, "supports_dir_fd", set())
    assert type(tree.folder(inbox)) is FolderByPath


# What differs


@any_form
def test_what_differs_or_was_added_is_listed(make: Make, inbox: Path, exercise: Exercise) -> None:
    folder = str(Path(PLACE).parent)
    same = {f"{folder}/test_running_total.py": TESTS.encode(), f"{folder}/__pycache__/x.pyc": b"", "results.json": b""}
    changed = {f"{folder}/README.md": b"# Easy\n" * 1000, "pyproject.toml": b""}
    added = {"conftest.py": b"", "graders/x.pth": b"", ".github/workflows/grade.yml": b"", f"{folder}/pytest.py": b""}
    added["conftest.py"] = (exercise.folder.parents[2] / "conftest.py").read_bytes() + b"#"
    make(inbox, {PLACE: ANSWER, **same, **changed, **added})
    assert ignored(inbox, exercise) == sorted([*changed, *added])


@any_form
def test_an_untouched_tree_differs_in_nothing(make: Make, inbox: Path, exercise: Exercise) -> None:
    files = {f"{Path(PLACE).parent}/test_running_total.py": TESTS.replace("\n", "\r\n").encode()}
    assert ignored(make(inbox, files | {PLACE: STUB.encode()}), exercise) == []


def test_a_link_in_the_place_of_a_file_is_a_change(inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {PLACE: ANSWER})
    (inbox / "pyproject.toml").symlink_to(exercise.folder.parents[2] / "pyproject.toml")
    assert ignored(inbox, exercise) == ["pyproject.toml"]


def test_a_file_that_is_damaged_is_a_change(inbox: Path, exercise: Exercise) -> None:
    own = (exercise.folder.parents[2] / "pyproject.toml").read_bytes()
    data = bytearray(as_zip(inbox, {PLACE: ANSWER, "pyproject.toml": own}).read_bytes())
    data[data.rindex(b"PK\x03\x04") + 50] ^= 255
    inbox.write_bytes(data)
    assert ignored(inbox, exercise) == ["pyproject.toml"]


def test_the_list_has_an_end(inbox: Path, exercise: Exercise) -> None:
    as_folder(inbox, {PLACE: ANSWER, **{f"{MANY}{number:03}.txt": b"" for number in range(60)}})
    names, more = opened(inbox, [exercise]).ignored
    assert (names[0], len(names), more) == (f"{MANY}000.txt", 50, 10)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a\n::stop-commands::x", r"a\n:\x3astop-commands:\x3ax"),
        ("##[add-mask]x\t\x1b[31m", r"#\x23[add-mask]x\t\x1b[31m"),
        ("\u202egnp.exe \udcff", r"\u202egnp.exe \udcff"),
        ("x" * 300, "x" * 100 + "..." + "x" * 100),
    ],
)
def test_a_name_of_a_stranger_is_one_printable_line(path: str, shown: str) -> None:
    assert named(path) == shown

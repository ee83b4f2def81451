"""Submissions of a stranger, graded by the real command: his stubs count, and nothing else of his."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from graders.tests.end_to_end.checkout import Checkout
from graders.tests.end_to_end.test_bad_input import GOOD
from graders.tests.repositories import STUB

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")

ELSEWHERE = "/tmp/katas-handed-in"
TOPIC = "exercises/02_iterators"
NAMES = ["solved", "linked", "in_a_linked_folder", "piped", "too_large", "cheated", "left_out"]
WRONG = b"def running_total(readings):\n    return []\n"
HAPPY = b"def test_nothing():\n    pass\n"

TRAP = "from pathlib import Path\nPath({0!r}).touch()\n"
"""What leaves a mark if it is ever run."""


def place(name: str) -> str:
    number = NAMES.index(name) + 1
    return f"{TOPIC}/{number:02}_{name}/{name}.py"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Exercises that nobody has begun, with their references."""
    made = Checkout(tmp_path / "checkout")
    for number, name in enumerate(NAMES, 1):
        made.exercise(number, name, STUB.encode())
        reference = made.root / "solutions" / Path(place(name)).relative_to("exercises")
        reference.parent.mkdir(parents=True)
        reference.write_text(GOOD, encoding="utf-8")
    return made


def plain(tmp_path: Path) -> dict[str, bytes]:
    """What a stranger may hand in as plain files."""
    trap = TRAP.format(str(tmp_path / "sprung")).encode()
    return {
        place("solved"): GOOD.encode(),
        place("too_large"): GOOD.encode() + b"#" * (2 << 20),
        place("cheated"): WRONG,
        f"{TOPIC}/06_cheated/test_cheated.py": trap + HAPPY,
        f"{TOPIC}/06_cheated/conftest.py": trap,
        ".github/workflows/grade.yml": b"on: push\n",
        "conftest.py": trap,
        "graders/model/report.py": trap,
        "graders/x.pth": b"import os\n",
        "noxfile.py": trap,
        "pytest.py": trap,
        "sitecustomize.py": trap,
    }


LISTED = [
    ".github/workflows/grade.yml",
    "conftest.py",
    f"{TOPIC}/06_cheated/conftest.py",
    f"{TOPIC}/06_cheated/test_cheated.py",
    "graders/model/report.py",
    "graders/x.pth",
    "noxfile.py",
    "pytest.py",
    "sitecustomize.py",
]


def write(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def as_folder(checkout: Checkout, tmp_path: Path) -> Path:
    """A clone with links to the references and a pipe in it."""
    root, references = write(tmp_path / "handed_in", plain(tmp_path)), checkout.root / "solutions" / "02_iterators"
    shutil.copytree(root / "graders", root / ".nox" / "graders")
    for name in ("linked", "piped"):
        (root / place(name)).parent.mkdir()
    (root / place("linked")).symlink_to(references / "02_linked" / "linked.py")
    (root / place("in_a_linked_folder")).parent.symlink_to(references / "03_in_a_linked_folder")
    os.mkfifo(root / place("piped"))
    return root


def as_zip(checkout: Checkout, tmp_path: Path) -> Path:
    """An archive as GitHub makes them, with a link and names that lead elsewhere."""
    path = tmp_path / "handed_in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in plain(tmp_path).items():
            packed.writestr(f"katas-main/{name}", data)
        link = zipfile.ZipInfo(f"katas-main/{place('linked')}")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, str(checkout.root / "solutions/02_iterators/02_linked/linked.py"))
        pipe = zipfile.ZipInfo(f"katas-main/{place('piped')}")
        pipe.external_attr = 0o010644 << 16
        packed.writestr(pipe, "")
        packed.writestr(f"katas-main/x/../{place('left_out')}", GOOD)
        packed.writestr(ELSEWHERE, "x")
    return path


def as_tar(checkout: Checkout, tmp_path: Path) -> Path:
    """An archive with links, a pipe, a linked folder and names that lead elsewhere."""
    path, references = tmp_path / "handed_in.tar.gz", checkout.root / "solutions" / "02_iterators"
    with tarfile.open(path, "w:gz") as packed:
        for name, data in plain(tmp_path).items():
            _add(packed, name, data)
        _add(packed, place("linked"), kind=tarfile.SYMTYPE, to=str(references / "02_linked" / "linked.py"))
        above = str(Path(place("in_a_linked_folder")).parent)
        _add(packed, above, kind=tarfile.SYMTYPE, to=str(references / "03_in_a_linked_folder"))
        _add(packed, place("piped"), kind=tarfile.FIFOTYPE)
        _add(packed, f"x/../{place('left_out')}", GOOD.encode())
        _add(packed, ELSEWHERE, b"x")
    return path


def _add(packed: tarfile.TarFile, name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, to: str = "") -> None:
    header = tarfile.TarInfo(name)
    header.size, header.type, header.linkname = len(data), kind, to
    packed.addfile(header, io.BytesIO(data))


@pytest.mark.parametrize("make", [as_folder, as_zip, as_tar])
def test_only_stubs_count(make: object, checkout: Checkout, tmp_path: Path) -> None:
    path = make(checkout, tmp_path)  # type: ignore[operator]
    done = checkout.grade("--submission", str(path))
    assert (done.returncode, done.stderr) == (1, "")
    outcomes = {name: {test["outcome"] for test in each["tests"]} for name, each in checkout.results.items()}
    assert outcomes == {name: {"refused"} for name in NAMES} | {"solved": {"passed"}, "cheated": {"failed"}}
    assert f"10 of {10 * len(NAMES)} points" in done.stdout
    ignored = checkout.report["ignored"]
    rest = [name for name in ignored if name not in LISTED]
    assert sorted([*LISTED, *rest]) == ignored
    assert all("in_a_linked_folder" in name or "left_out" in name or name == ELSEWHERE for name in rest)
    assert f"changed, ignored: {len(ignored)} files: " in " ".join(done.stdout.split())


@pytest.mark.parametrize("make", [as_folder, as_zip, as_tar])
def test_nothing_is_run_written_or_left(make: object, checkout: Checkout, tmp_path: Path) -> None:
    path = make(checkout, tmp_path)  # type: ignore[operator]
    before = sorted(file for file in tmp_path.rglob("*") if "__pycache__" not in file.parts)
    checkout.grade("--submission", str(path))
    after = sorted(file for file in tmp_path.rglob("*") if "__pycache__" not in file.parts)
    assert [file for file in after if file not in before] == [checkout.root / "results.json"]
    assert not (tmp_path / "sprung").exists()
    assert not Path(ELSEWHERE).exists()
    assert not list((tmp_path / "handed_in").rglob("__pycache__"))


@pytest.mark.parametrize("reason", ["link", "pipe", "size", "missing"])
def test_the_card_names_the_cause(reason: str, checkout: Checkout, tmp_path: Path) -> None:
    name, words = {
        "link": ("linked", "linked.py:1: is a link"),
        "pipe": ("piped", "piped.py:1: is not a regular file"),
        "size": ("too_large", "too_large.py:1: is 2,097,"),
        "missing": ("left_out", "not in the submission: exercises/02_iterators/07_left_out/left_out.py"),
    }[reason]
    done = checkout.grade("--submission", str(as_folder(checkout, tmp_path)), name)
    assert words.replace(" ", "") in "".join(done.stdout.split())
    assert place(name) in "".join(done.stdout.split())


def test_a_path_that_is_none_is_one_line(checkout: Checkout, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("notes\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for path in (text, tmp_path / "missing", tmp_path / "empty"):
        done = checkout.grade("--submission", str(path), "solved")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert done.stderr.startswith(f"{path}: ")
    assert not (checkout.root / "results.json").exists()

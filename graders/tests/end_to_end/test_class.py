"""A folder with all that people and platforms put into one, graded by the real command: nobody vanishes."""

from __future__ import annotations

import csv
import io
import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graders.tests.end_to_end.checkout import Checkout
from graders.tests.end_to_end.test_bad_input import GOOD
from graders.tests.repositories import STUB

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="such names and files are Linux's")

PLACE = "exercises/02_iterators/01_solved/solved.py"
FORMATS = "is neither a folder nor an archive (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz)"
LINK = "is a link: links are never followed"
TODO = STUB.replace("running_total", "solved")
RIGHT = GOOD.replace("running_total", "solved")

FOLDERS = {
    "ada": RIGHT,
    "trio": RIGHT,
    "Zo\xeb": RIGHT,
    "Zoe\u0308": TODO,
    "Ada": TODO,
    "ends with a dot.": RIGHT,
    "space ": RIGHT,
    "=1+1": RIGHT,
    "<script>alert(1)</script>".replace("/", ""): RIGHT,
    "two\nlines": RIGHT,
    "::error::x": RIGHT,
    "\x1b[2J": RIGHT,
    "latin\udce9": RIGHT,
    "a b": RIGHT,
    "a_b": TODO,
    "L" * 255: RIGHT,
}
"""Folders of learners, with what is in them."""

ZIPS = {"trio.zip": TODO, "trio.zip.zip": RIGHT, "Trio.ZIP": RIGHT, "canvas_5_55_work.zip": RIGHT}

LOOSE = {
    "lovelaceada_12345_67890_solved.py": RIGHT,
    "hopper_LATE_12346_67891_solved-1.py": RIGHT,
    "unsure_1_1_solved.py": RIGHT,
    "unsure_1_2_solved-1.py": TODO,
    "writer_2_text.html": "<p>see my mail</p>",
    "Grace Hopper_7_assignsubmission_file_solved.py": RIGHT,
    "Ada Lovelace_123456_assignsubmission_file_/solved (1).py": RIGHT,
    "HW_kim_attempt_2026-11-01-10-00-00_solved.py": TODO,
    "HW_kim_attempt_2026-11-02-10-00-00_solved.py": RIGHT,
    "HW_kim_attempt_2026-11-02-10-00-00.txt": "Name: Kim",
    "12-34 - Bea Bright - Nov 1, 2026 1000 AM - solved.py": RIGHT,
    "solved.py": RIGHT,
    "solved (1).py": RIGHT,
    "carol.py": RIGHT,
    "x.rar": "Rar!",
    "solved (2).ipynb": "{}",
    "solved.txt": "x = 1",
    "essay.docx": "PK\x03\x04",
    "dora_8_88_solved.py.txt": RIGHT,
    "emil_9_99_solved.docx": "PK\x03\x04",
    "y.7z": "7z",
    "z.tar.zst": "(\xb5/\xfd",
    "broken.zip": "PK\x03\x04",
    "unknown.xyz": "?",
}
"""Loose files, platforms' and others."""

NOBODYS = {"README.md", "points.xlsx", "index.html", ".hidden", "old.csv", "old.sqlite", "old/index.html"}

LITTER = {".DS_Store", "__MACOSX/._ada"}

REFUSED = {
    "writer": "writer_2_text.html is neither a stub, such as solved.py, nor a folder or an archive",
    "carol": "carol.py is neither a stub, such as solved.py, nor a folder or an archive",
    "x": "x.rar is an archive of RAR's, which is not taken: 0 points. Pack the folder anew, as a plain .zip, and",
    "solved (2)": "solved (2).ipynb is a notebook, and no plain Python: 0 points. Save its code as a plain file, ",
    "solved.txt": "solved.txt is not called solved.py: 0 points. Rename it to solved.py, and hand it in again.",
    "essay.docx": "essay.docx is a document of a word processor, and no plain Python: 0 points. Copy the code into",
    "emil": "emil_9_99_solved.docx is a document of a word processor, and no plain Python: 0 points. Copy the code",
    "y": f"y.7z {FORMATS}",
    "z": f"z.tar.zst {FORMATS}",
    "broken": "broken.zip is an archive that is damaged or cut off",
    "unknown.xyz": f"unknown.xyz {FORMATS}",
    "bob": f"bob.zip {LINK}",
    "loop": f"loop.zip {LINK}",
    "neighbour": f"neighbour {LINK}",
    "pipe": "pipe is not a regular file",
    "plug": "plug is not a regular file",
    "empty": f"empty is empty: it holds no stub, such as {PLACE}",
}
"""The rows of those whose hand-in cannot be read, and why."""

GRADED = {
    "ada": 10,
    "trio": 10,
    "trio.zip": 0,
    "trio.zip.zip": 10,
    "Trio.ZIP": 10,
    "Ada": 0,
    r"Zo\xeb": 10,
    r"Zoe\u0308": 0,
    "ends with a dot.": 10,
    "space ": 10,
    "'=1+1": 10,
    "<script>alert(1)<script>": 10,
    r"two\nlines": 10,
    r"\x3a:error::x": 10,
    r"\x1b[2J": 10,
    r"latin\udce9": 10,
    "a b": 10,
    "a_b": 0,
    "L" * 255: 10,
    "canvas": 10,
    "lovelaceada": 10,
    "hopper": 10,
    "dora": 10,
    "unsure": 0,
    "Grace Hopper": 10,
    "Ada Lovelace": 10,
    "kim": 10,
    "Bea Bright": 10,
    "loose files": 10,
}
"""The rows of all others, and their points."""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout with one exercise."""
    made = Checkout(tmp_path / "checkout")
    made.exercise(1, "solved", TODO.encode())
    tests = made.root / Path(PLACE).parent / "test_solved.py"
    tests.write_text(tests.read_text(encoding="utf-8").replace("running_total", "solved"), encoding="utf-8")
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All of it in one folder."""
    root = tmp_path / "class"
    texts = {f"{name}/{PLACE}": text for name, text in FOLDERS.items()} | LOOSE
    texts |= dict.fromkeys(NOBODYS | LITTER, "")
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name, text in ZIPS.items():
        with zipfile.ZipFile(root / name, "w") as packed:
            packed.writestr(PLACE, text)
    (root / "empty").mkdir()
    (root / "bob.zip").symlink_to("nowhere")
    (root / "loop.zip").symlink_to("loop.zip")
    (root / "neighbour").symlink_to("ada")
    os.mkfifo(root / "pipe")
    monkeypatch.chdir(root)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug")
    return root


def grade_class(checkout: Checkout, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The real command, done."""
    return subprocess.run(
        [sys.executable, "-m", "graders", "grade_class", *arguments],
        cwd=checkout.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))},
    )


def table(path: Path) -> dict[str, str]:
    """The points of each row; no two rows have one name."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {row["username"]: f"{row['score']} of {row['max_score']}" for row in rows}
    assert len(found) == len(rows)
    return found


def test_every_entry_is_accounted_for(checkout: Checkout, folder: Path) -> None:
    out = folder.parent / "grades.csv"
    done = grade_class(checkout, str(folder), "--out", str(out))
    assert done.returncode == 0, done.stderr
    expected = GRADED | dict.fromkeys(REFUSED, 0)
    assert table(out) == {name: f"{points} of 10" for name, points in expected.items()}
    for name, why in REFUSED.items():
        assert f"\n  {name}: {why}" in f"\n{done.stderr}"
    assert "unsure: solved.py is there in different versions" in done.stderr
    account = next(line for line in done.stdout.splitlines() if " entries: " in line)
    assert account == (
        f"  {len(os.listdir(folder))} entries: {len(GRADED)} learners graded, {len(REFUSED)} refused, 7 nobody's: "
        ".hidden, README.md, index.html, old, old.csv, old.sqlite, points.xlsx; 2 left behind by tools; "
        "7 gathered for 3 of the learners; named by Brightspace (1), Moodle (2), Blackboard (1), Canvas (7)"
    )
    of_several = 7 - 3
    assert len(os.listdir(folder)) == len(expected) + of_several + 7 + 2
    pages = {path.name: path.read_text(encoding="utf-8") for path in (folder.parent / "grades").rglob("*.html")}
    titles = [re.findall("<h1>(.*)</h1>", page) for page in pages.values()]
    of_the_class = {"index.html", "matrix.html", "solved.html"}
    assert len({str(title) for title in titles}) == len(expected) + len(of_the_class)
    assert not any(str(folder) in page for page in pages.values())
    assert not any("<script" in page for name, page in pages.items() if name not in of_the_class)
    assert "Traceback" not in done.stderr


def test_the_same_again_with_the_grades_among_what_was_handed_in(checkout: Checkout, folder: Path) -> None:
    out = folder / "grades.csv"
    for before in (0, len(GRADED) + len(REFUSED)):
        done = grade_class(checkout, str(folder), "--out", str(out))
        assert done.returncode == 0, done.stderr
        assert f"{before} of {len(GRADED) + len(REFUSED)} exercises graded before" in done.stdout
        assert len(table(out)) == len(GRADED) + len(REFUSED)
    assert "10 nobody's: .hidden, README.md, grades, grades.csv, grades.sqlite, index.html, " in done.stdout


@pytest.mark.parametrize("below", ["", "submissions/"], ids=["", "in a folder"])
def test_the_platforms_own_archive_is_graded_as_it_is(checkout: Checkout, tmp_path: Path, below: str) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr(PLACE, RIGHT)
    members: dict[str, bytes | str] = {
        "Ada Lovelace_11_assignsubmission_file_/solved.py": RIGHT,
        "Bob B_12_assignsubmission_file_/work.zip": inner.getvalue(),
        "Cy C_13_assignsubmission_file_/solved (1).py": TODO,
        "Dora D_14_assignsubmission_file_/solved.py.txt": RIGHT,
        "Emil E_15_assignsubmission_file_/": "",
        "Fay F_16_assignsubmission_file_/x.rar": "Rar!",
    }
    with zipfile.ZipFile(tmp_path / "week 1.zip", "w") as packed:
        for name, data in members.items():
            packed.writestr(f"{below}{name}", data)
        if not below:
            packed.writestr("../evil.py", RIGHT)
    done = grade_class(checkout, str(tmp_path / "week 1.zip"), "--out", str(tmp_path / "grades.csv"))
    expected = {"Ada Lovelace": 10, "Bob B": 10, "Cy C": 0, "Dora D": 10, "Emil E": 0, "Fay F": 0}
    expected |= {} if below else {"_evil": 0}
    assert done.returncode == 0, done.stderr
    assert table(tmp_path / "grades.csv") == {name: f"{points} of 10" for name, points in expected.items()}
    assert "Emil E: Emil E_15_assignsubmission_file_ is empty: it holds no stub" in done.stderr
    assert "Fay F: Fay F_16_assignsubmission_file_ holds no stub but x.rar, which is an archive of RAR's" in done.stderr
    assert ("_evil.py has a name that is not a path inside the archive: 0" in done.stderr) == (not below)
    assert "named by Moodle (6)" in done.stdout
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "grades").rglob("*.html")]
    assert not any("katas-w-" in page or str(tmp_path) in page for page in pages)


def test_a_folder_that_holds_nothing_is_one_line(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    done = grade_class(checkout, str(tmp_path / "class"), "--out", str(tmp_path / "grades.csv"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "nobody handed in anything" in done.stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_one_learners_refusal(checkout: Checkout, tmp_path: Path) -> None:
    for name in ("ada", "bob"):
        (tmp_path / "class" / name / PLACE).parent.mkdir(parents=True)
        (tmp_path / "class" / name / PLACE).write_text(RIGHT, encoding="utf-8")
    (tmp_path / "class" / "bob").chmod(0)
    try:
        done = grade_class(checkout, str(tmp_path / "class"), "--out", str(tmp_path / "grades.csv"))
    finally:
        (tmp_path / "class" / "bob").chmod(0o755)
    assert done.returncode == 0
    assert table(tmp_path / "grades.csv") == {"ada": "10 of 10", "bob": "0 of 10"}
    assert "  bob: bob cannot be read (Permission denied): 0 points" in done.stderr

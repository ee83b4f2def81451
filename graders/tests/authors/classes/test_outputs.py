from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graders.authors.classes.outputs import Outputs
from graders.model.errors import Usage
from graders.model.exercises import ROOT


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """A folder with a learner's folder and an archive."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "bob.zip").write_bytes(b"")
    return tmp_path / "class"


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("grades", "needs an ending of its own, such as grades.csv"),
        ("grades.sqlite", "needs an ending of its own"),
        ("grades.lock", "needs an ending of its own"),
        ("folder.csv", "is a folder"),
        ("file.csv", "the pages go to a folder .*file, and that is not a folder"),
        ("class/ada.csv", "would write into what was handed in, ada; give another"),
        ("class/ada/grades.csv", "would write into what was handed in, ada;"),
        ("class/bob.zip", "would write into what was handed in, bob.zip;"),
        ("class.csv", "would write into what was handed in, .*class;"),
        ("file/grades.csv", "its folder cannot be made"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_graded(submissions: Path, out: str, said: str) -> None:
    (submissions.parent / "folder.csv").mkdir()
    (submissions.parent / "file").write_bytes(b"")
    with pytest.raises(Usage, match=f"^--out .*{said}"):
        Outputs(submissions.parent / out).check(submissions)
    assert sorted(path.name for path in submissions.parent.iterdir()) == ["class", "file", "folder.csv"]


def test_a_link_to_nothing_is_no_folder_for_pages(submissions: Path) -> None:
    (submissions.parent / "grades").symlink_to("nowhere")
    with pytest.raises(Usage, match="that is not a folder"):
        Outputs(submissions.parent / "grades.csv").check(submissions)


def test_the_table_may_lie_among_the_submissions(submissions: Path) -> None:
    outputs = Outputs(submissions / "grades.csv")
    outputs.check(submissions)
    assert {"grades", "grades.csv", "grades.sqlite", "grades.lock"} <= outputs.names_in(submissions)
    for path in (outputs.state, outputs.table):
        path.write_bytes(b"")
    outputs.pages.mkdir()
    outputs.check(submissions)  # an earlier run's


def test_elsewhere_nothing_of_it_is_among_them(submissions: Path) -> None:
    outputs = Outputs(submissions.parent / "deep" / "er" / "grades.csv")
    outputs.check(submissions)
    assert outputs.names_in(submissions) == frozenset()


def test_one_run_at_a_time(submissions: Path) -> None:
    outputs = Outputs(submissions.parent / "grades.csv")
    with outputs.held():
        with pytest.raises(Usage, match="another run grades into it"), outputs.held():
            pass
        assert outputs.lock.exists()
    assert not outputs.lock.exists()
    with outputs.held():
        assert outputs.lock.exists()


def test_a_run_that_was_killed_holds_nothing(submissions: Path) -> None:
    outputs = Outputs(submissions.parent / "grades.csv")
    code = (
        "import os, sys, pathlib\nfrom graders.authors.classes.outputs import Outputs\n"
        "with Outputs(pathlib.Path(sys.argv[1])).held():\n    os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(outputs.table)], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert outputs.lock.exists()
    with outputs.held():
        pass
    assert not outputs.lock.exists()


def test_a_place_that_takes_no_lock_is_told(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="cannot be written"), Outputs(tmp_path / "no" / "grades.csv").held():
        pass


def test_what_is_written_without_names_is_ours_too(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path / "grades.csv")
    assert {"grades-anonymous.csv", "grades-anonymous"} <= outputs.names_in(tmp_path)
    assert outputs.unnamed.pages == tmp_path / "grades-anonymous"

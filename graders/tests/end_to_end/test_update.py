"""From one version to the next by the real commands: a handout with answers, a newer course beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graders.authors.handout import command as handout
from graders.model import exercises, versions
from graders.model.exercises import find_exercises
from graders.tests.end_to_end.checkout import Checkout
from graders.tests.end_to_end.test_points import real

OLDEST, DOORBELL = "00.01", "00.02"


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handout of two exercises of this very repository."""
    folder = tmp_path_factory.mktemp("handed_out") / "handout"
    assert handout.main([str(folder), "--only", f"{OLDEST},{DOORBELL}", "--no-workflow"]) == 0
    return folder


@pytest.fixture
def copy(handed_out: Path, tmp_path: Path) -> Checkout:
    """A learner's copy of it, in which the first exercise is passed."""
    shutil.copytree(handed_out, tmp_path / "copy")
    made = Checkout.at(tmp_path / "copy")
    first = real(OLDEST)
    shutil.copy(first.reference, made.root / first.stub.relative_to(exercises.ROOT))
    assert made.grade(OLDEST).returncode == 0
    return made


@pytest.fixture
def newer(handed_out: Path, tmp_path: Path) -> Path:
    """A version to come: the first exercise has moved, the second one has another stub, the graders are newer."""
    root = tmp_path / "newer"
    shutil.copytree(handed_out, root)
    first, second = (root / real(number).folder.relative_to(exercises.ROOT) for number in (OLDEST, DOORBELL))
    first.rename(first.with_name(first.name.replace("01_", "09_")))
    stub = second / f"{second.name[3:]}.py"
    stub.write_text(stub.read_text(encoding="utf-8") + "\n\nNEW = 1\n", encoding="utf-8")
    kept = json.loads((root / "graders/model/stubs.json").read_text(encoding="utf-8"))
    kept[second.name[3:]]["text"] = stub.read_text(encoding="utf-8")
    (root / "graders/model/stubs.json").write_text(json.dumps(kept), encoding="utf-8")
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    old = f'version = "{versions.version(exercises.ROOT)}"'
    (root / "pyproject.toml").write_text(settings.replace(old, 'version = "99.0"'), encoding="utf-8")
    return root


def test_a_handout_records_its_version_and_its_files(handed_out: Path) -> None:
    record = json.loads((handed_out / versions.HANDED_OUT).read_text(encoding="utf-8"))
    assert record["version"] == versions.version(exercises.ROOT)
    there = {path.relative_to(handed_out).as_posix() for path in handed_out.rglob("*") if path.is_file()}
    assert record["files"].keys() == there - {versions.HANDED_OUT}
    assert "CHANGELOG.md" in record["files"]


def test_an_old_copy_becomes_the_new_one_and_the_answer_is_still_passed(copy: Checkout, newer: Path) -> None:
    answer = real(OLDEST).reference.read_bytes()
    done = copy.run("update", str(newer))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert f"version 99.0, this copy has {versions.version(exercises.ROOT)}" in done.stdout
    assert "    00.01 oldest_tree -> 00.09 oldest_tree\n" in done.stdout
    assert (copy.root / "exercises/00_first_steps/09_oldest_tree/oldest_tree.py").read_bytes() == answer
    listed = copy.run("list", "--all").stdout
    assert "    done  00.09  oldest_tree" in listed
    assert "    todo  00.02  doorbell" in listed
    assert copy.grade("00.09").returncode == 0
    again = copy.run("update", str(newer))
    assert "nothing to do: this copy has it all" in again.stdout


def test_it_needs_nothing_that_is_installed(copy: Checkout, newer: Path) -> None:
    """By a Python without any package, even where the newer copy is the one that is called."""
    update = [sys.executable, "-S", "-m", "graders", "update", str(newer), "--into", str(copy.root)]
    done = subprocess.run(update, cwd=newer, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert versions.version(copy.root) == "99.0"


def test_the_course_itself_is_a_source(copy: Checkout) -> None:
    before = (copy.root / "README.md").read_bytes()
    done = copy.run("update", str(exercises.ROOT))
    assert (done.returncode, done.stderr) == (0, "")
    assert not (copy.root / "solutions").exists()
    assert not (copy.root / "graders/authors").exists()
    assert (copy.root / "README.md").read_bytes() == before
    there = {each.name for each in find_exercises(copy.root)}
    assert there == {each.name for each in find_exercises(exercises.ROOT)}
    assert "    done  00.01" in copy.run("list", "--all").stdout
    assert "nothing to do" in copy.run("update", str(exercises.ROOT)).stdout

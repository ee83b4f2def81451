"""The bundle in Classroom 50 as it is published: the same points as on the terminal, and never a green 0 of 0."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.authors.bundles.classroom50 import autograder
from graders.model import exercises
from graders.model.exercises import Exercise, select
from graders.tests.authors.bundles import classroom50
from graders.tests.authors.bundles.classroom50 import Graded

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the environment that is kept is a script of sh here")

NAMES = ["02.04", "01.01"]
MEAN, SCORE = select(["02.04"], exercises.find_exercises())[0], select(["01.01"], exercises.find_exercises())[0]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instructor's repository of configuration, with the bundle as the command writes it."""
    folder = tmp_path_factory.mktemp("config")
    (folder / "py-101").mkdir()
    (folder / "py-101" / "classroom.json").write_text("{}", encoding="utf-8")
    bundle = [sys.executable, "-m", "graders", "bundle", "classroom50", "first-week"]
    bundle += ["--only", ",".join(NAMES), "--out", str(folder / "py-101")]
    done = subprocess.run(bundle, cwd=exercises.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def site(config: Path) -> Path:
    """What is published of it."""
    classroom50.publish(config, config.parent / "site")
    return config.parent / "site"


@pytest.fixture(scope="module")
def tools(config: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of tools in which the environment is kept already: this one, since to make one needs the network."""
    cache = tmp_path_factory.mktemp("tools")
    course = config / "py-101" / "autograders" / "first-week" / "course"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNNER_TOOL_CACHE", str(cache))
        kept = autograder.kept_environment(course)
    assert kept is not None
    python = autograder.python_of(kept)
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return cache


Run = Callable[[Path], Graded]


@pytest.fixture
def job(site: Path, tools: Path, tmp_path: Path) -> Run:
    """Runs the job on a checkout."""
    work = tmp_path / "temp"
    work.mkdir()
    environ = {**classroom50.environment(), "RUNNER_TOOL_CACHE": str(tools), "GITHUB_TOKEN": "secret"}
    return lambda checkout: classroom50.grade(site, checkout, work, environ)


def place(exercise: Exercise) -> str:
    return exercise.stub.relative_to(exercises.ROOT).as_posix()


def checkout(folder: Path, **sources: bytes) -> Path:
    """A student's repository; sources by the exercise's name, other files by their path."""
    for exercise in (MEAN, SCORE):
        file = folder / place(exercise)
        file.parent.mkdir(parents=True)
        file.write_bytes(sources.get(exercise.name, exercise.stub.read_bytes()))
    (folder / ".classroom50.yaml").write_text("classroom: py-101\nassignment: first-week\n", encoding="utf-8")
    return folder


def on_the_terminal(folder: Path, tmp_path: Path) -> tuple[int, int]:
    """Points and their maximum by ``nox -s grade -- --submission``."""
    out = tmp_path / "grade.json"
    grade = [sys.executable, "-m", "graders", "grade", "--submission", str(folder), *NAMES, "--json", str(out)]
    done = subprocess.run(grade, cwd=exercises.ROOT, capture_output=True, text=True, check=False)
    found = json.loads(out.read_text(encoding="utf-8"))
    assert f"exercises done, {found['points']} of {found['max_points']} points" in done.stdout
    return found["points"], found["max_points"]


HOSTILE = b"""
import os, sys
for line in ("::error::x", "::stop-commands::t", "::set-output name=status::success", "status=success"):
    print(line)
    print(line, file=sys.stderr, flush=True)
for name in ("result.json", "../result.json", "release-body.md", os.environ.get("GITHUB_OUTPUT", "x")):
    try:
        with open(name, "w") as file:
            file.write('{"score": 99, "max-score": 99, "tests": []}')
    except OSError:
        pass
os._exit(0)
"""


def decoy() -> bytes:
    return MEAN.decoys[0].read_bytes()


@pytest.mark.parametrize(
    ("mean", "score", "wanted"),
    [
        pytest.param(MEAN.reference.read_bytes(), SCORE.reference.read_bytes(), "success", id="good"),
        pytest.param(decoy(), SCORE.reference.read_bytes(), "failure", id="partial"),
        pytest.param(HOSTILE, HOSTILE, "failure", id="hostile"),
        pytest.param(MEAN.stub.read_bytes(), SCORE.stub.read_bytes(), "failure", id="not begun"),
        pytest.param(b"\xff\x00(", b"def (:\n", "failure", id="unreadable files"),
    ],
)
def test_the_points_are_those_of_the_terminal(mean: bytes, score: bytes, wanted: str, job: Run, tmp_path: Path) -> None:
    folder = checkout(tmp_path / "ada", **{MEAN.name: mean, SCORE.name: score})
    graded = job(folder)
    assert graded.status == wanted, graded.log
    assert graded.points == on_the_terminal(folder, tmp_path)
    assert graded.points[1] > 0
    assert graded.points[0] == sum(test["score"] for test in graded.result["tests"])
    assert graded.body.startswith("## {} of {} points\n".format(*graded.points))
    assert "::" not in graded.log
    assert sorted(path.name for path in (tmp_path / "temp").iterdir()) == ["classroom50-runtime"]


def nothing(folder: Path) -> None:
    """An empty repository."""
    folder.mkdir()


def unreadable(folder: Path) -> None:
    """Nothing in it can be taken: a link, a folder, and both files too large or elsewhere."""
    checkout(folder)
    shutil.rmtree(folder / "exercises")
    (folder / "exercises").symlink_to(exercises.ROOT / "exercises")


def a_folder_for_a_stub(folder: Path) -> None:
    """Folders where the stubs belong."""
    checkout(folder)
    for exercise in (MEAN, SCORE):
        (folder / place(exercise)).unlink()
        (folder / place(exercise)).mkdir()


@pytest.mark.parametrize("make", [nothing, unreadable, a_folder_for_a_stub])
def test_what_cannot_be_taken_is_graded_with_0_and_says_why(
    make: Callable[[Path], None], job: Run, tmp_path: Path
) -> None:
    make(tmp_path / "ada")
    graded = job(tmp_path / "ada")
    assert graded.status == "failure", graded.log
    assert graded.points[0] == 0 < graded.points[1]
    assert not any(test["passed"] for test in graded.result["tests"])
    assert "### Next: 01.01" in graded.body
    assert graded.body.count("###") == 1  # the same refusal once
    assert "refused" in graded.body


def test_what_lies_in_the_checkout_is_neither_run_nor_taken_for_a_result(job: Run, tmp_path: Path) -> None:
    folder, mark = checkout(tmp_path / "ada"), tmp_path / "sprung"
    trap = f"open({str(mark)!r}, 'w')\n"
    for name in ("pip.py", "venv.py", "pytest.py", "sitecustomize.py", "tomllib.py", "conftest.py"):
        (folder / name).write_text(trap, encoding="utf-8")
    for name in ("pip", "ensurepip", "graders"):
        (folder / name).mkdir()
        for file in ("__init__.py", "__main__.py"):
            (folder / name / file).write_text(trap, encoding="utf-8")
    (folder / "result.json").symlink_to(tmp_path / "elsewhere.json")
    (folder / "release-body.md").symlink_to(tmp_path / "elsewhere.md")
    graded = job(folder)
    assert graded.status == "failure", graded.log
    assert graded.points == on_the_terminal(folder, tmp_path)
    assert not mark.exists()
    assert not (folder / "result.json").is_symlink()
    assert not list(tmp_path.glob("elsewhere*"))
    assert "Changed or added, without any influence" in graded.body
    assert "conftest.py" in graded.body


def test_an_archive_in_the_folders_place_would_be_a_green_0_of_0(
    config: Path, job: Run, tmp_path: Path, tools: Path
) -> None:
    other = tmp_path / "config"
    shutil.copytree(config, other)
    folder = other / "py-101" / "autograders" / "first-week"
    with tarfile.open(folder.with_suffix(".tar.gz"), "w:gz") as archive:
        archive.add(folder, arcname="first-week")
    shutil.rmtree(folder)
    classroom50.publish(other, tmp_path / "site")
    graded = classroom50.grade(tmp_path / "site", checkout(tmp_path / "ada"), tmp_path / "temp", {})
    assert (graded.status, graded.points) == ("success", (0, 0))
    assert [path.name for path in (config / "py-101" / "autograders").iterdir()] == ["first-week"]


def test_a_bundle_that_is_too_large_is_not_fetched(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classroom50, "MAX_BUNDLE_BYTES", 1000)
    graded = classroom50.grade(site, checkout(tmp_path / "ada"), tmp_path / "temp", {})
    assert (graded.status, graded.points) == ("error", (0, 0))


TEST = {"test-name": "a", "passed": True, "score": 1, "max-score": 1}
RESULT = {
    "schema": "classroom50/result/v1",
    "classroom": "py-101",
    "assignment": "first-week",
    "submission": "submit/1",
    "commit": "c",
    "release": "r",
    "review": "v",
    "score": 1,
    "max-score": 2,
    "tests": [TEST],
}


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "classroom50/result/v2"},
        {"classroom": "py-102"},
        {"assignment": ""},
        {"submission": "v1"},
        {"commit": ""},
        {"review": None},
        {"score": 1.0},
        {"score": True},
        {"score": 3},
        {"max-score": -1},
        {"tests": {}},
        {"tests": [[]]},
        {"tests": [TEST | {"test-name": ""}]},
        {"tests": [TEST | {"passed": 1}]},
        {"tests": [TEST | {"score": 2}]},
        {"tests": [TEST | {"max-score": 1.5}]},
        {"datetime": "now"},
    ],
)
def test_the_runner_here_refuses_what_the_published_one_does(change: dict[str, object]) -> None:
    assert classroom50.refusal(RESULT) == ""
    assert classroom50.refusal(RESULT | change)
    assert classroom50.refusal([RESULT])

"""The tree as people leave it: what is wrong with it is named and left out, the rest is graded."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.authors.handout.copy import BESIDE
from graders.tests.end_to_end.checkout import Checkout, done, started
from graders.tests.repositories import READS_ALL, REFERENCE, STUB, TESTS

TOPIC = "exercises/02_iterators"
FIRST = f"{TOPIC}/01_running_total"
HALF = "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> theirs\n"

Harm = Callable[[Path], object]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Three exercises, of which the second is solved and the first breaks its bound."""
    made = Checkout(tmp_path / "checkout")
    made.exercise(1, "running_total", READS_ALL.encode())
    made.exercise(2, "second_total", REFERENCE.replace("running", "second").encode(), second(TESTS))
    made.exercise(3, "third_total", STUB.replace("running", "third").encode(), TESTS.replace("running", "third"))
    return made


def second(text: str) -> str:
    return text.replace("running", "second")


def copied(name: str, to: str) -> Harm:
    return lambda root: shutil.copytree(root / name, root / to)


def appended(name: str, text: str) -> Harm:
    def append(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return append


COPIES = {
    "beside it": (
        copied(FIRST, f"{FIRST}_copy"),
        f"left out: {FIRST}_copy holds test_running_total.py, and not test_running_total_copy.py\n",
    ),
    "under another number": (
        copied(FIRST, f"{TOPIC}/04_running_total"),
        f"left out: {TOPIC}/04_running_total is a second running_total: 02.01 counts\n",
    ),
    "the topic": (
        copied(TOPIC, "exercises/03_iterators"),
        "left out: exercises/03_iterators/01_running_total is a second running_total: 02.01 counts\n"
        "left out: exercises/03_iterators/02_second_total is a second second_total: 02.02 counts\n"
        "left out: exercises/03_iterators/03_third_total is a second third_total: 02.03 counts\n",
    ),
    "with a name that is none": (copied(FIRST, f"{TOPIC}/01_running_total - Copy"), ""),
}


@pytest.mark.parametrize(("harm", "said"), COPIES.values(), ids=COPIES)
def test_a_copied_folder_is_left_out(harm: Harm, said: str, checkout: Checkout) -> None:
    harm(checkout.root)
    run = checkout.grade()
    assert (run.returncode, run.stderr) == (1, said)
    assert "15 of 30 points" in run.stdout


def replaced_by_a_folder(root: Path) -> None:
    (root / FIRST / "running_total.py").unlink()
    (root / FIRST / "running_total.py").mkdir()


STUBS = {
    "a folder": (replaced_by_a_folder, "running_total.py:1: is a folder"),
    "half of a merge": (
        appended(f"{FIRST}/running_total.py", HALF),
        "running_total.py:12: SyntaxError: invalid syntax",
    ),
    "not there": (lambda root: (root / FIRST / "running_total.py").unlink(), "running_total.py:1: cannot be read ("),
}


@pytest.mark.parametrize(("harm", "said"), STUBS.values(), ids=STUBS)
def test_a_stub_that_cannot_be_read_costs_its_own_exercise(harm: Harm, said: str, checkout: Checkout) -> None:
    harm(checkout.root)
    run = checkout.grade()
    assert (run.returncode, run.stderr) == (1, "")
    assert said in run.stdout
    assert "10 of 30 points" in run.stdout


def test_a_stub_that_became_a_folder_comes_back(checkout: Checkout) -> None:
    checkout.keep_stub("running_total", STUB)
    replaced_by_a_folder(checkout.root)
    (checkout.root / FIRST / "running_total.py" / "mine.py").write_text("x = 1\n", encoding="utf-8")
    run = checkout.run("reset", "running_total")
    assert (run.returncode, run.stderr) == (0, "")
    assert (checkout.root / FIRST / "running_total.py").read_text(encoding="utf-8") == STUB
    assert len(list((checkout.root / ".katas" / "backups").glob("running_total.*.py/mine.py"))) == 1
    assert "nothing to undo" in checkout.run("reset", "running_total", "--undo").stderr


TEST = f"{FIRST}/test_running_total.py"
TEST_FILES = {
    "deleted": (lambda root: (root / TEST).unlink(), f"{TEST} is not there: running_total is left out; put it back"),
    "renamed": (
        lambda root: (root / TEST).rename(root / FIRST / "test_old.py"),
        f"{TEST} is not there: running_total is left out; put it back",
    ),
    "half of a merge": (appended(TEST, HALF), f"{TEST}:24 holds half of a merge: finish it, or git merge --abort"),
    "broken": (appended(TEST, "def (\n"), f"{TEST}:24: SyntaxError: invalid syntax"),
}


@pytest.mark.parametrize(("harm", "said"), TEST_FILES.values(), ids=TEST_FILES)
def test_a_test_file_that_is_not_as_it_was_is_named_and_the_rest_graded(
    harm: Harm, said: str, checkout: Checkout
) -> None:
    harm(checkout.root)
    run = checkout.grade()
    assert run.returncode == 4
    (fault,) = checkout.report["faults"]
    assert fault.startswith(said)
    assert list(checkout.results) == ["second_total", "third_total"]
    assert "10 of 20 points" in run.stdout


def test_without_any_test_file_it_is_one_line(checkout: Checkout) -> None:
    for path in checkout.root.glob(f"{TOPIC}/*/test_*.py"):
        path.unlink()
    run = checkout.grade("running_total")
    assert (run.returncode, run.stdout) == (4, "")
    assert run.stderr.startswith(f"fault of the grader: {TEST} is not there: running_total is left out;")


@pytest.mark.parametrize(
    "name",
    [
        "pyproject.toml",
        "conftest.py",
        "graders/model/stubs.json",
        "graders/judge/trial.py",
        "graders/workers/inside/server.py",
    ],
)
def test_half_of_a_merge_in_what_is_ours_is_named(name: str, checkout: Checkout) -> None:
    lines = len((checkout.root / name).read_text(encoding="utf-8").splitlines())
    appended(name, f"\n{HALF}")(checkout.root)
    run = checkout.grade()
    assert run.returncode == 4
    assert "Traceback" not in run.stderr
    last = run.stderr.splitlines()[-1]
    assert last.startswith("fault of the grader: ")
    assert last.endswith(f"{name}:{lines + 2} holds half of a merge: finish it, or git merge --abort")


# Where it lies


@pytest.mark.parametrize(
    "name", ["[CS101] x", "a::b", "$HOME", "with blanks", "\u00fcn\u00efcode", "exercises", "it's {x}"]
)
def test_any_path_will_do(name: str, checkout: Checkout, tmp_path: Path) -> None:
    place = tmp_path / name / name
    place.parent.mkdir()
    shutil.move(checkout.root, place)
    moved = Checkout.at(place)
    run = moved.grade()
    assert (run.returncode, run.stderr) == (1, "")
    assert "15 of 30 points" in run.stdout
    run = moved.run("report", "junit", "second_total", "--submission", ".", "--out", "junit.xml")
    assert (run.returncode, run.stderr) == (0, "")
    assert "10 of 10 points" in run.stdout
    inline = moved.run("grade", "second_total", "--inline")
    assert (inline.returncode, inline.stderr) == (0, "")
    if importlib.util.find_spec("memray"):
        profiled = moved.run("profile", "second_total")
        assert (profiled.returncode, profiled.stderr) == (0, "")
    plain = done(started([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], place))
    assert "1 failed, 3 passed, 2 todo" in plain.stdout


@pytest.mark.parametrize("folder", ["", "exercises", TOPIC, FIRST, "graders", "docs"])
def test_pytest_runs_in_any_folder(folder: str, checkout: Checkout) -> None:
    (checkout.root / "docs").mkdir()
    tests = checkout.root / FIRST
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests)]
    run = done(started(command, checkout.root / folder))
    assert "1 failed, 1 passed" in run.stdout


@pytest.mark.parametrize("distribution", ["load", "loadfile", "worksteal"])
def test_pytest_runs_in_several_processes(distribution: str, checkout: Checkout) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", distribution]
    run = done(started(command, checkout.root))
    assert "INTERNALERROR" not in run.stdout + run.stderr
    assert run.returncode == 1
    assert "1 failed, 3 passed, 2 todo" in run.stdout


def test_a_handout_of_a_course_below_exercises_is_whole(checkout: Checkout, tmp_path: Path) -> None:
    place = tmp_path / "exercises" / "course"
    for name in BESIDE:
        checkout.copy(name)
    (checkout.root / TOPIC / "README.md").write_text("# Iterators\n", encoding="utf-8")
    shutil.move(checkout.root, place)
    run = Checkout.at(place).run("handout", str(tmp_path / "out"), "--no-workflow")
    assert (run.returncode, run.stderr) == (0, "")
    given = Checkout.at(tmp_path / "out")
    assert "15 of 30 points" in given.grade().stdout
    assert not (tmp_path / "out" / "exercises" / "course").exists()


def test_a_zip_of_a_handout_without_git_can_reset(checkout: Checkout, tmp_path: Path) -> None:
    checkout.keep_stub("running_total", STUB)
    environment = {"PATH": "", "GIT_DIR": "/nowhere"}
    command = [sys.executable, "-m", "graders", "reset", "running_total"]
    run = subprocess.run(command, cwd=checkout.root, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert (checkout.root / FIRST / "running_total.py").read_text(encoding="utf-8") == STUB

"""Wherever pytest takes its root and settings from, the stub is graded as ever, or nothing runs and an error says so.

The stub here notes when it runs in the process of pytest, and not in a worker.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from graders.tests.end_to_end.checkout import Checkout, done, started
from graders.tests.repositories import READS_ALL, TESTS

SPY = '''"""Notes who runs it.

>>> open({mark!r}, "w").close()
"""

import sys

if "pytest" in sys.modules:  # not in a worker
    open({mark!r}, "w").close()
'''
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
PROGRAM = [sys.executable, "-c", "import sys, pytest; sys.path.remove(''); sys.exit(pytest.main(sys.argv[1:]))"]
"""The program ``pytest``, which does not see the folder in which it is started."""


@dataclass
class Scene:
    """A folder with a checkout, ways that lead to it, and another checkout beside it."""

    parent: Path
    mark: Path

    @property
    def root(self) -> Path:
        return self.parent / "checkout"

    @property
    def folder(self) -> Path:
        return self.root / "exercises" / "02_iterators" / "01_running_total"

    def filled(self, text: str) -> str:
        """A text with its places filled in."""
        return text.format(parent=self.parent, root=self.root, folder=self.folder)

    def run(
        self, where: str, command: list[str], arguments: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """A command in a folder of the scene."""
        self.mark.unlink(missing_ok=True)
        given = {name: self.filled(value) for name, value in environment.items()}
        return done(started([*command, *self.filled(arguments).split()], Path(self.filled(where)), given))


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    parent = tmp_path_factory.mktemp("roots").resolve()
    made = Scene(parent, parent / "the_stub_ran_here")
    spy = (SPY.format(mark=str(made.mark)) + READS_ALL).encode()
    Checkout(made.root).exercise(1, "running_total", spy)
    second = Checkout(parent / "second")
    second.exercise(1, "running_total", spy)
    second.exercise(2, "second_total", spy.replace(b"running", b"second"), TESTS.replace("running", "second"))
    (parent / "link").symlink_to(made.root, target_is_directory=True)
    (parent / "alias").symlink_to(made.folder, target_is_directory=True)
    (parent / "lone").mkdir()
    (parent / "lone" / "test_running_total.py").symlink_to(made.folder / "test_running_total.py")
    (parent / "other.ini").write_text("[pytest]\n")
    (parent / "every.ini").write_text("[pytest]\npython_files = *.py\n")
    (parent / "below").mkdir()
    (parent / "below" / "pytest.ini").write_text("[pytest]\n")
    (parent / "below" / "conftest.py").write_text("")
    (parent / "below" / "checkout").symlink_to(made.root, target_is_directory=True)
    return made


GRADED = [
    ("{folder}", "--rootdir=."),
    ("{folder}", "--rootdir={parent}"),
    ("{folder}", "-c {parent}/other.ini"),
    ("{folder}", "-c {parent}/other.ini --import-mode=importlib"),
    ("{folder}", f"-c {os.devnull}"),
    ("{folder}", "--confcutdir={root}"),
    ("{folder}", "--import-mode=append"),
    ("{folder}", "--import-mode=importlib"),
    ("{folder}", "--doctest-modules"),
    ("{folder}", "-o python_files=*.py"),
    ("{folder}", "-o python_files=*.py --import-mode=importlib"),
    ("{folder}", "--doctest-glob=*.py"),
    ("{root}", "--doctest-modules exercises"),
    ("{root}", "-c {parent}/every.ini exercises"),
    ("{folder}", "--noconftest"),
    ("{folder}", "--noconftest --import-mode=importlib"),
    ("{folder}", "--noconftest --doctest-modules"),
    ("{folder}", "--confcutdir=."),
    ("{folder}", "-o addopts="),
    ("{root}", "-c {parent}/other.ini --noconftest -p graders.judge.plugin exercises"),
    ("{parent}", "checkout/exercises"),
    ("{parent}", "--rootdir={parent} checkout/exercises"),
    ("{parent}", "-c {parent}/other.ini checkout"),
    ("{parent}/below", "--rootdir=. checkout"),
    ("{parent}/below", ""),
    ("{parent}", "link/exercises"),
    ("{parent}", "--rootdir=link link/exercises"),
    ("{parent}", "-c {root}/pyproject.toml alias"),
    ("{parent}", "-c {root}/pyproject.toml lone"),
]


@pytest.mark.parametrize(("where", "arguments"), GRADED)
def test_it_is_graded_as_ever(scene: Scene, where: str, arguments: str) -> None:
    path = {"PYTHONPATH": "{root}"} if "-p graders.judge.plugin" in arguments else {}
    run = scene.run(where, PROGRAM, arguments, **path)
    print(run.stdout, run.stderr)
    assert not scene.mark.exists()
    assert re.search(r"\b1 failed, 1 passed\b", run.stdout)
    assert re.search(r"readings taken for the first total\s+100\b", run.stdout)
    assert run.returncode == 1


WORKER_ONLY = r"running_total runs in a worker only, never in this process: nox -s grade -- running_total"
ERRORS = [
    ("{folder}", PYTEST, "-c {parent}/other.ini -o pythonpath=checkout --noconftest", WORKER_ONLY),
    ("{root}", PYTEST, "-c {parent}/other.ini --noconftest exercises", WORKER_ONLY),
    ("{root}", PYTEST, "-c {parent}/other.ini --noconftest exercises --import-mode=importlib", WORKER_ONLY),
    ("{root}", PYTEST, "-o addopts= --confcutdir={folder} exercises", WORKER_ONLY),
    ("{root}", PYTEST, "-p no:graders.judge.plugin exercises", WORKER_ONLY),
    ("{root}", PYTEST, "-p no:graders.judge.plugin --import-mode=importlib exercises", WORKER_ONLY),
    ("{root}", PYTEST, "-p no:graders.judge.plugin -o python_files=*.py exercises", WORKER_ONLY),
    ("{root}", PYTEST, "-p no:graders.judge.plugin --doctest-modules exercises", WORKER_ONLY),
    ("{root}", PYTEST, "-p no:graders.judge.plugin {folder}/running_total.py", WORKER_ONLY),
    ("{root}", PYTEST, "-p no:graders.judge.plugin {folder}/running_total.py --import-mode=importlib", WORKER_ONLY),
    ("{folder}", PYTEST, "running_total.py", WORKER_ONLY),
    ("{folder}", PYTEST, "running_total.py --import-mode=importlib", WORKER_ONLY),
    ("{folder}", PYTEST, "running_total.py --doctest-modules", WORKER_ONLY),
    ("{folder}", PYTEST, "running_total.py --noconftest", WORKER_ONLY),
    ("{folder}", PYTEST, "running_total.py --confcutdir=. --doctest-modules", WORKER_ONLY),
    ("{folder}", PYTEST, "-p running_total", WORKER_ONLY),
    ("{folder}", PYTEST, "running_total.py::test_it --rootdir=.", WORKER_ONLY),
    ("{folder}", PYTEST, "--pyargs running_total", "module or package not found: running_total"),
    ("{root}", PYTEST, "--pyargs exercises.02_iterators.01_running_total.running_total", "package not found"),
    ("{parent}", PYTEST, "alias/running_total.py -c {root}/pyproject.toml", WORKER_ONLY),
    ("{parent}", PYTEST, "-c {parent}/other.ini -o pythonpath=checkout alias", WORKER_ONLY),
    ("{parent}", PYTEST, "alias", "No module named 'graders'"),
    ("{parent}", PYTEST, "lone", "No module named 'graders'"),
    ("{folder}", PROGRAM, f"-c {os.devnull} --noconftest", "No module named 'graders'"),
    ("{folder}", [sys.executable], "test_running_total.py", "No module named 'graders'"),
    ("{root}", [sys.executable, "-m", "unittest"], "{folder}/test_running_total.py", WORKER_ONLY),
    ("{folder}", [sys.executable, "-m", "unittest"], "", "No module named 'graders'"),
]


@pytest.mark.parametrize(("where", "command", "arguments", "said"), ERRORS)
def test_it_ends_as_an_error_that_ran_nothing(
    scene: Scene, where: str, command: list[str], arguments: str, said: str
) -> None:
    run = scene.run(where, command, arguments)
    output = run.stdout + run.stderr
    assert not scene.mark.exists()
    print(output)
    assert run.returncode not in (0, 5)
    assert " passed" not in output
    assert re.search(said, output)


@pytest.mark.parametrize(
    ("command", "arguments"),
    [([sys.executable], "test_running_total.py"), ([sys.executable, "-m", "unittest"], "test_running_total")],
)
def test_a_test_file_without_pytest_runs_nothing(scene: Scene, command: list[str], arguments: str) -> None:
    run = scene.run("{folder}", command, arguments, PYTHONPATH="{root}")
    assert not scene.mark.exists()
    assert run.returncode == 1
    assert re.search(WORKER_ONLY, run.stderr)


def test_a_stub_that_was_loaded_before_anything_of_ours_is_told(scene: Scene) -> None:
    run = scene.run("{folder}", PYTEST, "-p running_total -c {parent}/other.ini")
    assert run.returncode == 4
    assert "running_total runs in pytest's own process already, by -p or a conftest.py: leave it out" in run.stderr


def test_inline_runs_it_here_as_it_says(scene: Scene) -> None:
    run = scene.run("{folder}", PYTEST, "--inline --rootdir=.")
    assert "--inline: not isolated, gives no points" in run.stdout
    assert "1 failed, 1 passed" in run.stdout


# Another checkout in the same run


@pytest.mark.parametrize("arguments", ["checkout second", "second checkout", "-c {parent}/other.ini"])
def test_of_two_checkouts_one_grades_its_own(scene: Scene, arguments: str) -> None:
    run = scene.run("{parent}", PYTEST, arguments)
    assert not scene.mark.exists()
    assert run.returncode != 0
    assert re.search(r"test_\w+.py is of another checkout than \S+/(checkout|second), which grades here", run.stdout)
    assert " passed" not in run.stdout


def test_the_stub_of_another_checkout_runs_neither(scene: Scene) -> None:
    second = "second/exercises/02_iterators/02_second_total"
    arguments = f"-p no:graders.judge.plugin checkout {second} {second}/second_total.py"
    run = scene.run("{parent}", PYTEST, arguments)
    assert not scene.mark.exists()
    assert run.returncode != 0
    assert "second_total runs in a worker only" in run.stdout
    assert " passed" not in run.stdout


# What else a learner leaves in the folder


def test_a_file_that_hides_a_module_of_python_is_not_run(scene: Scene) -> None:
    hides = scene.folder / "statistics.py"
    hides.write_text(f"open({str(scene.mark)!r}, 'w').close()\n")
    tests = scene.folder / "test_running_total.py"
    text = tests.read_text()
    tests.write_text(text.replace("from running_total", "import statistics\n\nfrom running_total"))
    try:
        run = scene.run("{folder}", PYTEST, "")
    finally:
        hides.unlink()
        tests.write_text(text)
    assert not scene.mark.exists()
    assert run.returncode == 2
    assert "statistics.py does not run: of the folder of running_total only the test file does" in run.stdout

from __future__ import annotations

import importlib
import importlib.util
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from graders import guard
from graders.catalogue import exercises
from graders.tests.repositories import Repository

STUB = exercises()[0]
REFUSED = "runs in a worker only, never in this process: nox -s grade -- "


@pytest.fixture
def folder(repository: Repository) -> Path:
    return repository.exercise(stub="RAN = True\n").folder


def test_a_stub_of_the_tree_is_not_found_by_its_name() -> None:
    with pytest.raises(ImportError, match=f"^{STUB.name} {REFUSED}{STUB.name}$") as refused:
        guard.Refusal().find_spec(STUB.name, None)
    assert refused.value.name == STUB.name


@pytest.mark.parametrize("name", ["json", "pytest", "no_such_module", f"{STUB.name}.part", f"a.{STUB.name}"])
def test_the_finder_passes_over_other_modules(name: str) -> None:
    guard.Refusal().find_spec(name, None)


def test_it_is_put_up_once() -> None:
    before = list(sys.meta_path)
    guard.install()
    assert sys.meta_path == before
    assert sum(isinstance(finder, guard.Refusal) for finder in before) == 1


def test_to_import_the_graders_is_enough(folder: Path) -> None:
    program = "import sys, graders\nsys.path.insert(0, sys.argv[1])\nimport running_total\n"
    command = [sys.executable, "-c", program, str(folder)]
    root = str(Path(guard.__file__).parent.parent)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": root})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"ImportError: running_total {REFUSED}running_total"


def test_a_stub_of_another_checkout_does_not_run_under_any_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(folder)
    with pytest.raises(ImportError, match=REFUSED):
        importlib.import_module("running_total")
    spec = importlib.util.spec_from_file_location("anything", folder / "running_total.py")
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(ImportError, match=REFUSED):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    with pytest.raises(ImportError, match=REFUSED):
        runpy.run_path(str(folder / "running_total.py"))


@pytest.mark.parametrize(
    ("path", "exercise"),
    [
        ("running_total.py", "running_total"),
        ("statistics.py", "running_total"),
        ("running_total.cpython-311-x86_64-linux-gnu.so", "running_total"),
        ("running_total/__init__.py", "running_total"),
        ("deep/er/test_it.py", "running_total"),
        ("exercises/01_a/02_b/b.py", "running_total"),
        ("test_running_total.py", ""),
        ("test_of_mine.py", ""),
        ("conftest.py", ""),
        ("__init__.py", ""),
        ("../conftest.py", ""),
        ("../../../noxfile.py", ""),
        ("../../../solutions/02_iterators_and_generators/01_running_total/running_total.py", ""),
    ],
)
def test_what_is_kept_out(folder: Path, path: str, exercise: str) -> None:
    assert guard.kept_out(os.path.normpath(folder / path)) == exercise


def test_a_folder_that_is_named_like_an_exercise_is_none(tmp_path: Path) -> None:
    course = tmp_path / "exercises" / "01_week" / "02_katas"
    course.mkdir(parents=True)
    assert guard.kept_out(str(course / "graders" / "guard.py")) == ""
    assert not guard.is_exercise(str(course))


def test_links_lead_to_what_is_kept_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(folder, target_is_directory=True)
    (tmp_path / "kata.py").symlink_to(folder / "running_total.py")
    (tmp_path / "test_kata.py").symlink_to(folder / "test_running_total.py")
    assert guard.is_exercise(str(tmp_path / "alias"))
    assert not guard.is_exercise(str(tmp_path / "alias" / "deeper"))
    assert guard.kept_out(str(tmp_path / "alias" / "running_total.py")) == "running_total"
    assert guard.kept_out(str(tmp_path / "kata.py")) == "running_total"
    assert guard.kept_out(str(tmp_path / "test_kata.py")) == ""


def test_the_hook_looks_at_code_and_at_compiled_modules(folder: Path) -> None:
    stub = str(folder / "running_total.py")
    code = compile("", stub, "exec")
    for event, arguments in (("exec", (code,)), ("import", ("anything", stub))):
        with pytest.raises(ImportError, match=REFUSED):
            guard.refuse(event, arguments)
    guard.refuse("exec", (compile("", "running_total.py", "exec"),))  # of a worker, as --inline runs it
    guard.refuse("import", ("json", None))
    guard.refuse("open", (stub, "r", 0))


def test_a_file_that_is_not_the_stub_is_told_apart() -> None:
    assert guard.told("running_total", "statistics.py") == (
        "statistics.py does not run: of the folder of running_total only the test file does; "
        "rename statistics.py, or move it away"
    )

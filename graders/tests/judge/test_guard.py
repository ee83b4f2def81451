from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graders.judge import guard
from graders.model.exercises import find_exercises
from graders.tests.repositories import Repository

STUB = find_exercises()[0]
REFUSED = "runs in a worker only, never in this process: nox -s grade -- "


@pytest.fixture
def folder(repository: Repository) -> Path:
    return repository.exercise(stub="RAN = True\n").folder


def test_a_stub_of_the_tree_is_not_found_by_its_name() -> None:
    with pytest.raises(ImportError, match=f"^{STUB.name} {REFUSED}{STUB.name}$") as refused:
        guard.Refusal().find_spec(STUB.name, None)
    assert refused.value.name == STUB.name


@pytest.mark.parametrize(
    ("name", "path"),
    [("json", None), ("pytest", None), ("no_such_module", None), (f"{STUB.name}.part", []), (f"a.{STUB.name}", [])],
)
def test_the_finder_passes_over_other_modules(name: str, path: list[str] | None) -> None:
    guard.Refusal().find_spec(name, path)


def test_it_is_put_up_once_and_first(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [finder for finder in sys.meta_path if not isinstance(finder, guard.Refusal)]
    monkeypatch.setattr(sys, "meta_path", [*others, guard.Refusal()])
    guard.install()
    assert isinstance(sys.meta_path[0], guard.Refusal)
    assert sys.meta_path[1:] == others


def test_to_import_the_graders_is_enough(folder: Path) -> None:
    program = "import sys, graders\nsys.path.insert(0, sys.argv[1])\nimport running_total\n"
    command = [sys.executable, "-c", program, str(folder)]
    root = str(Path(guard.__file__).parents[2])
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": root})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"ImportError: running_total {REFUSED}running_total"


@pytest.mark.parametrize(
    ("path", "name", "words"),
    [
        (".", "running_total", f"running_total {REFUSED}running_total"),
        ("../alias", "running_total", f"running_total {REFUSED}running_total"),
        (".", "helper", "helper.py does not run: of the folder of running_total only the test file does"),
    ],
)
def test_no_file_of_any_checkout_is_imported(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, name: str, words: str
) -> None:
    (folder / "helper.py").write_text("1 / 0\n")
    (folder.parent / "alias").symlink_to(folder, target_is_directory=True)
    monkeypatch.syspath_prepend(folder / path)
    with pytest.raises(ImportError, match=words):
        importlib.import_module(name)
    assert name not in sys.modules


@pytest.mark.parametrize("name", ["running_total", "a.dotted.running_total"])
def test_nor_by_a_path_of_its_own(folder: Path, name: str) -> None:
    with pytest.raises(ImportError, match=REFUSED) as refused:
        guard.Refusal().find_spec(name, iter([str(folder)]))
    assert refused.value.path == str(folder / "running_total.py")
    guard.Refusal().find_spec("a.test_running_total", [str(folder)])
    guard.Refusal().find_spec("a.no_such_module", [str(folder)])


def test_relative_entries_are_those_of_the_working_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(ImportError, match=REFUSED):
        guard.Refusal().find_spec("running_total", [""])
    gone = folder.parent / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    guard.Refusal().find_spec("running_total", [""])


def test_what_hides_a_module_is_refused_only_where_it_would_be_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "statistics.py").write_text("1 / 0\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    guard.Refusal().find_spec("statistics", None)
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    with pytest.raises(ImportError, match=r"statistics.py does not run: of the folder of running_total only"):
        guard.Refusal().find_spec("statistics", None)
    guard.Refusal().find_spec("json", None)


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


@pytest.mark.parametrize("lost", ["test_running_total.py", "running_total.py"])
def test_an_exercise_that_lost_a_file_is_still_one(folder: Path, lost: str) -> None:
    (folder / lost).unlink()
    assert guard.kept_out(str(folder / "running_total.py")) == "running_total"
    assert guard.kept_out(str(folder / "test_running_total.py")) == ""


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


def test_a_file_that_is_not_the_stub_is_told_apart() -> None:
    assert guard.told("running_total", "statistics.py") == (
        "statistics.py does not run: of the folder of running_total only the test file does; "
        "rename statistics.py, or move it away"
    )

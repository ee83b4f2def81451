from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from graders import git
from graders.catalogue import ROOT

STANDIN = "import sys\nprint(sys.argv[1:])\nsys.exit(int(sys.argv[-1]))\n"
"""Takes the place of the graders: leaves with the exit code that it is told."""


@pytest.fixture(scope="module")
def noxfile() -> ModuleType:
    pytest.importorskip("nox")
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path, noxfile: ModuleType) -> Path:
    """A checkout whose shared environment is this Python, stamped as complete."""
    for name in ("noxfile.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "graders").mkdir()
    (tmp_path / "graders" / "__main__.py").write_text(STANDIN)
    environment = tmp_path / "envs" / f"katas-{sys.version_info.major}.{sys.version_info.minor}"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(sys.executable)
    noxfile.stamp(environment, grade_group(noxfile))
    return tmp_path


def grade_group(noxfile: ModuleType) -> list[str]:
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return list(noxfile.requirements("grade"))
    finally:
        os.chdir(before)


def run_nox(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KATAS_ENVDIR": "envs"}
    command = (sys.executable, "-m", "nox", *command)
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in environment is a symbolic link")
@pytest.mark.parametrize("code", range(5))
def test_a_quiet_session_leaves_with_the_exit_code_of_the_graders_and_only_their_output(
    code: int, checkout: Path
) -> None:
    done = run_nox(checkout, "-s", "grade", "--", "running_total", str(code))
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout == f"['grade', 'running_total', '{code}']\n"


MISLED = {
    "PYTHONSAFEPATH": "1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONPATH": "elsewhere",
    "PYTHONSTARTUP": "elsewhere",
    "PIP_USER": "1",
    "PIP_TARGET": "elsewhere",
    "GIT_DIR": "elsewhere",
    "GIT_INDEX_FILE": "elsewhere",
}
"""What users have in their environments, and what would mislead a command."""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in environment is a symbolic link")
def test_a_session_is_not_misled_by_the_user_s_environment(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere" / "graders").mkdir(parents=True)
    (checkout / "graders" / "__main__.py").write_text(
        "import os, sys\nassert not sys.flags.optimize\n"
        f"print(sorted(name for name in {[*MISLED]} if os.environ.get(name)), os.environ['PIP_USER'])\n"
    )
    for name, value in MISLED.items():
        monkeypatch.setenv(name, str(tmp_path / value) if value == "elsewhere" else value)
    done = run_nox(checkout, "-s", "grade")
    assert (done.returncode, done.stdout, done.stderr) == (0, "['PIP_USER'] 0\n", "")


def test_nothing_that_points_git_elsewhere_is_left(noxfile: ModuleType) -> None:
    assert {name for name in noxfile.MISLEADING if name.startswith("GIT_")} == set(git.ELSEWHERE)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in environment is a symbolic link")
def test_with_verbose_nox_says_what_it_does(checkout: Path) -> None:
    assert "Running session hint" in run_nox(checkout, "-v", "-s", "hint", "--", "0").stderr


def test_the_group_of_the_tests_holds_the_group_of_the_graders(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert set(noxfile.requirements("grade")) < set(noxfile.requirements("tests"))


def test_an_environment_without_a_stamp_is_not_fresh(noxfile: ModuleType, tmp_path: Path) -> None:
    assert not noxfile.fresh(tmp_path, ["rich>=14"])
    assert not noxfile.fresh(tmp_path / "missing", ["rich>=14"])


def test_a_stamp_makes_it_fresh(noxfile: ModuleType, tmp_path: Path) -> None:
    noxfile.stamp(tmp_path, ["rich>=14"])
    assert noxfile.fresh(tmp_path, ["rich>=14"])
    assert [path.name for path in tmp_path.iterdir()] == ["katas-stamp"]


def test_other_requirements_are_not_fresh(noxfile: ModuleType, tmp_path: Path) -> None:
    noxfile.stamp(tmp_path, ["rich>=14"])
    assert not noxfile.fresh(tmp_path, ["rich>=15"])
    assert not noxfile.fresh(tmp_path, ["rich>=14", "psutil"])


def test_another_python_is_not_fresh(noxfile: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("version = 3.11.7\n")
    noxfile.stamp(tmp_path, ["rich>=14"])
    (tmp_path / "pyvenv.cfg").write_text("version = 3.12.1\n")
    assert not noxfile.fresh(tmp_path, ["rich>=14"])


def test_a_failed_step_is_a_fault_and_leaves_no_stamp(
    noxfile: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(noxfile, "call", lambda *command: int("install" in command))
    with pytest.raises(SystemExit, match="4"):
        noxfile.build(tmp_path, tmp_path / "bin" / "python", sys.executable, ["rich>=14"])
    assert "This failed: " in capsys.readouterr().err
    assert not noxfile.fresh(tmp_path, ["rich>=14"])


def test_every_quiet_session_exists_and_has_a_description(noxfile: ModuleType) -> None:
    for name in (*noxfile.QUIET, "tests", "lint", "types"):
        assert getattr(noxfile, name).__doc__

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
import types
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from graders import commands
from graders.model import invocation
from graders.model.exercises import ROOT
from graders.model.invocation import CALLED_AS
from graders.tests.end_to_end import test_surroundings as surroundings

STANDIN = "import sys\nprint(sys.argv[1:])\nsys.exit(int(sys.argv[-1]))\n"
"""Takes the place of the graders: leaves with the exit code that it is told."""


@pytest.fixture
def checkout(tmp_path: Path, noxfile: ModuleType) -> Path:
    """A checkout whose shared environment is this Python, stamped as complete."""
    for name in ("noxfile.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "graders").mkdir()
    (tmp_path / "graders" / "__main__.py").write_text(STANDIN)
    environment = tmp_path / "envs" / f"katas-{version()}"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(sys.executable)
    noxfile.stamp(environment, grade_group(noxfile))
    return tmp_path


def version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}{getattr(sys, 'abiflags', '')}"


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


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in environment is a symbolic link")
def test_an_update_that_was_cut_short_is_finished_before_anything_else(checkout: Path) -> None:
    (checkout / ".katas/update").mkdir(parents=True)
    (checkout / ".katas/update/finish.py").write_text("print('finished', flush=True)\n", encoding="utf-8")
    done = run_nox(checkout, "-s", "hint", "--", "0")
    assert (done.returncode, done.stdout) == (0, "finished\n['hint', '0']\n")


def test_an_update_needs_no_environment(checkout: Path) -> None:
    shutil.rmtree(checkout / "envs")
    done = run_nox(checkout, "-s", "update", "--", "0")
    assert (done.returncode, done.stdout) == (0, "['update', '0']\n")
    assert not (checkout / "envs").exists()


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
        f"print(sorted(name for name in {[*MISLED]} if os.environ.get(name)))\n"
    )
    for name, value in MISLED.items():
        monkeypatch.setenv(name, str(tmp_path / value) if value == "elsewhere" else value)
    done = run_nox(checkout, "-s", "grade")
    assert (done.returncode, done.stdout, done.stderr) == (0, "['PIP_USER']\n", "")  # pip is told for each install


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


@pytest.mark.parametrize("stamp", [b"", b"of another", b"\xff\x00"])
def test_a_stamp_of_something_else_does_not_count(noxfile: ModuleType, tmp_path: Path, stamp: bytes) -> None:
    (tmp_path / "katas-stamp").write_bytes(stamp)
    (tmp_path / "pyvenv.cfg").write_bytes(b"home = /\xff\n")
    assert not noxfile.fresh(tmp_path, ["rich>=14"])


def test_a_nox_that_cannot_be_started_is_one_line(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(noxfile, "has_nox", lambda: False)
    monkeypatch.setattr(noxfile, "with_nox", lambda: "/nowhere/bin/python")
    monkeypatch.setenv(CALLED_AS, "nox")  # it is changed, and set back after the test
    with pytest.raises(SystemExit, match="4"):
        noxfile.main(["grade"])
    assert re.fullmatch(r"Could not start nox: .*\n", capsys.readouterr().err)


def test_ctrl_c_while_it_is_set_up_is_one_line(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(noxfile, "has_nox", lambda: False)
    monkeypatch.setattr(noxfile, "with_nox", interrupted)
    with pytest.raises(SystemExit, match="130"):
        noxfile.main(["grade"])
    assert capsys.readouterr().err == "\ninterrupted\n"


def test_an_environment_whose_python_is_another_now_is_not_fresh(noxfile: ModuleType, tmp_path: Path) -> None:
    python = noxfile.python_of(tmp_path)
    python.parent.mkdir()
    python.symlink_to(tmp_path / "python3.11")
    noxfile.stamp(tmp_path, ["rich>=14"])
    python.unlink()
    python.symlink_to(tmp_path / "python3.12")
    assert not noxfile.fresh(tmp_path, ["rich>=14"])


def test_a_failed_step_is_a_fault_in_one_line_and_leaves_nothing(
    noxfile: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "katas-3.11"
    ways = [[steps("folder", folder), steps("no such package")], [steps("no network")]]
    with pytest.raises(SystemExit, match="4"):
        noxfile.environment(folder, "the graders", ["rich>=14"], lambda python: ways)
    assert capsys.readouterr().err == (
        f"Could not set up the graders in {folder}: no network. Is there a network? The first run needs one\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["katas-3.11.lock"]


def test_the_first_way_that_works_is_taken(noxfile: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "katas-3.11"
    ways = [[steps("folder", folder), steps("uv has no network")], [steps("folder", folder)], [steps("not tried")]]
    python = noxfile.environment(folder, "the graders", ["rich>=14"], lambda python: ways)
    assert python == str(noxfile.python_of(folder))
    assert noxfile.fresh(folder, ["rich>=14"])


def test_a_folder_that_cannot_be_made_is_one_line(
    noxfile: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "envs").write_text("a file")
    with pytest.raises(SystemExit, match="4"):
        noxfile.environment(tmp_path / "envs" / "katas-3.11", "the graders", [], lambda python: [[]])
    assert re.fullmatch(r"Could not set up the graders in .*: File exists \(.*envs\)\n", capsys.readouterr().err)


def steps(what: str, folder: Path | None = None) -> list[str]:
    """A command that makes a folder, or fails with these words."""
    make = f"import pathlib; pathlib.Path({str(folder)!r}).mkdir()"
    return [sys.executable, "-c", make if folder else f"import sys; sys.exit({what!r})"]


def test_every_quiet_session_exists_and_has_a_description(noxfile: ModuleType) -> None:
    assert all(noxfile.COMMANDS.values())
    for name in noxfile.CHECKS:
        assert getattr(noxfile, name).__doc__


def test_every_command_is_a_session_that_calls_it(noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(noxfile, "graders", lambda session, command: called.append(command))
    assert list(noxfile.COMMANDS) == list(commands.COMMANDS)
    sessions = noxfile.nox.registry.get()
    assert {*noxfile.COMMANDS, *noxfile.CHECKS} <= sessions.keys()
    for name in noxfile.COMMANDS:
        sessions[name].func(None)
    assert called == list(noxfile.COMMANDS)


def test_every_command_is_tried_in_bad_surroundings() -> None:
    known = set(commands.COMMANDS)
    assert commands.JUDGING < commands.GRADING < known
    assert {line.split()[0] for line in surroundings.COMMANDS} == known - {"bench", "watch"}  # they take their time
    assert surroundings.WRITTEN.keys() < known
    grading = names_in(surroundings.test_a_limit_on_open_files_is_named_by_what_grades)
    others = names_in(surroundings.test_what_does_not_grade_needs_few_files)
    assert grading == commands.GRADING
    assert {*others, "doctor"} == known - commands.GRADING  # it has a test of its own


def names_in(test: Callable[..., None]) -> set[str]:
    """The commands that a test is parametrized with."""
    marks = [mark.args for mark in test.pytestmark if mark.args[0] == "name"]  # type: ignore[attr-defined]
    ((_, names),) = marks
    return set(names)


# As a program


@pytest.mark.parametrize(
    ("typed", "for_nox"),
    [
        ("", ""),
        ("grade", "-s grade --"),
        ("grade 02.04", "-s grade -- 02.04"),
        ("grade -- 02.04", "-s grade -- 02.04"),
        ("grade 02.04 -- 03.01", "-s grade -- 02.04 03.01"),
        ("grade 02.04 --seed 7 --json out.json", "-s grade -- 02.04 --seed 7 --json out.json"),
        ("grade --help", "-s grade -- --help"),
        ("handout tests", "-s handout -- tests"),
        ("tests -P 3.12", "-s tests -P 3.12 --"),
        ("tests -P 3.12 -k hint", "-s tests -P 3.12 -- -k hint"),
        ("tests -P3.12 -x", "-s tests -P3.12 -- -x"),
        ("tests --force-python=3.12 -x", "-s tests --force-python=3.12 -- -x"),
        ("tests -P 3.12 -- -P pytest", "-s tests -P 3.12 -- -P pytest"),
        ("tests -r -v -- -k hint", "-s tests -r -v -- -k hint"),
        ("lint types", "-s lint types --"),
        ("-l", "-l"),
        ("-l --json", "-l --json"),
        ("-s grade -- 02.04", "-s grade -- 02.04"),
        ("-- 02.04", "-- 02.04"),
        ("--version", "--version"),
    ],
)
def test_the_arguments_of_a_program_are_those_of_nox(noxfile: ModuleType, typed: str, for_nox: str) -> None:
    assert noxfile.for_nox(typed.split()) == for_nox.split()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("grad", "no session 'grad': did you mean grade?"),
        ("test", "no session 'test': did you mean tests or types or reset?"),
        ("gradeclass", "no session 'gradeclass': did you mean grade_class or grade?"),
        ("02.04", "no session '02.04': it is graded by: python3 noxfile.py grade 02.04"),
        ("04-01", "it is graded by: python3 noxfile.py grade 04-01"),
        ("iterators", "it is graded by: python3 noxfile.py grade iterators"),
        ("zzzz", "an exercise is graded by: python3 noxfile.py grade NAME"),
        ("iterators_and", "it is graded by: python3 noxfile.py grade iterators_and"),
        ("slid", "it is graded by: python3 noxfile.py grade slid"),
        ("sliding-window-mean", "it is graded by: python3 noxfile.py grade sliding-window-mean"),
        (
            "exercises/02_iterators_and_generators/04_sliding_window_mean/sliding_window_mean.py",
            "it is graded by: python3 noxfile.py grade exercises/02",
        ),
        ("", "no session '': there are grade, "),
        ("\x1b[2J\n", r"no session '\x1b[2J\n': there are grade, "),
    ],
)
def test_an_unknown_session_is_one_line(
    noxfile: ModuleType, typed: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["noxfile.py"])
    monkeypatch.setattr(sys, "orig_argv", ["/usr/bin/python3", "noxfile.py"])
    with pytest.raises(SystemExit, match="2"):
        noxfile.for_nox([typed])
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-s grade 02.04", "a -- stands before what a session works on: nox -s grade -- 02.04"),
        ("-s hint iterators 01.01", "a -- stands before what a session works on: nox -s hint -- iterators 01.01"),
        ("-s sliding_window_mean", "it is graded by: nox -s grade -- sliding_window_mean"),
        ("-e 02.04", "it is graded by: nox -s grade -- 02.04"),
        ("-r --session grad", "no session 'grad': did you mean grade?"),
        ("-s lint tsts", "no session 'tsts': did you mean tests"),
    ],
)
def test_what_nox_is_asked_in_vain_is_one_line(
    noxfile: ModuleType, typed: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/nox"])
    with pytest.raises(SystemExit, match="2"):
        noxfile.follow(typed.split())
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


@pytest.mark.parametrize("typed", ["", "-l", "-s grade -- 02.04", "-s lint types", "-s tests -P 3.12", "-s grade -v"])
def test_what_nox_can_do_is_left_to_it(noxfile: ModuleType, typed: str) -> None:
    noxfile.follow(typed.split())


def test_nox_itself_ends_with_that_line(checkout: Path) -> None:
    done = run_nox(checkout, "-s", "grade", "02.04")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(" -s grade -- 02.04\n")


CACHE = "/home/ada/.cache"
PIPX = {"PIP_USER": "0", "PIP_KEYRING_PROVIDER": "subprocess"}


@pytest.mark.parametrize(
    ("prefix", "variables", "name", "form"),
    [
        ("/usr", {}, "nox", "nox"),
        ("/home/ada/.local/share/pipx/venvs/nox", PIPX, "nox", "nox"),
        ("/home/ada/.local/share/uv/tools/nox", {}, "nox", "nox"),
        (f"{CACHE}/uv/archive-v0/QgBUASDY9kvvXBEm", {}, "nox", "uvx nox"),
        (f"{CACHE}/uv/archive-v0/QgBUASDY9kvvXBEm", {"PIP_USER": "0"}, "nox", "uvx nox"),
        (f"{CACHE}/uv/archive-v0/QgBUASDY9kvvXBEm", PIPX, "nox", "pipx run nox"),
        (f"{CACHE}/pipx/098be182271c896", {}, "nox", "pipx run nox"),
        ("/home/ada/.local/pipx/.cache/098be182271c896", {}, "nox", "pipx run nox"),
        (r"C:\Users\ada\AppData\Local\pipx\Cache\098be182271c896", {}, "nox", "pipx run nox"),
        ("/usr", {}, "noxfile.py", "python3.12 noxfile.py"),
        ("/home/ada/katas/.venv", {}, "../noxfile.py", "python3.12 ../noxfile.py"),
        (f"{CACHE}/uv/environments-v2/noxfile-3f4ddf2436577b2e", {}, "noxfile.py", "uv run noxfile.py"),
        (f"{CACHE}/uv/environments-v2/noxfile-3f4ddf2436577b2e", PIPX, "noxfile.py", "pipx run noxfile.py"),
        (f"{CACHE}/pipx/098be182271c896", PIPX, "noxfile.py", "pipx run noxfile.py"),
    ],
)
def test_how_it_was_called(
    noxfile: ModuleType,
    prefix: str,
    variables: dict[str, str],
    name: str,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in PIPX:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(sys, "argv", ["/usr/bin/nox", "-s", "grade"])
    monkeypatch.setattr(sys, "orig_argv", ["/opt/bin/python3.12", "..."])
    assert noxfile.called_as(name) == form
    monkeypatch.setenv(CALLED_AS, form)
    assert invocation.prog("grade").startswith(form)


@pytest.mark.parametrize(
    ("typed", "named"),
    [("python3", "python3"), ("/usr/bin/python3.12", "python3.12"), (r"C:\Python\python.exe", "python")],
)
def test_nox_as_a_module_of_python(
    noxfile: ModuleType, typed: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", "/usr")
    monkeypatch.setattr(sys, "argv", ["/usr/lib/python3/dist-packages/nox/__main__.py"])
    monkeypatch.setattr(sys, "orig_argv", [typed, "-m", "nox"])
    assert noxfile.called_as("nox") == f"{named} -m nox"


def test_only_a_nox_in_range_and_in_a_virtual_environment_is_used(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", "/home/ada/venv")
    assert noxfile.has_nox()
    monkeypatch.setattr(noxfile, "wanted_nox", lambda: ["nox<2025.5.1"])
    assert not noxfile.has_nox()
    monkeypatch.setattr(noxfile, "wanted_nox", lambda: ["nox>=2025.5.1"])
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert not noxfile.has_nox()


def test_a_virtual_environment_without_nox_is_none_with_nox(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(sys, "prefix", "/home/ada/venv")
    monkeypatch.setattr(importlib.metadata, "version", nowhere)
    assert not noxfile.has_nox()


def test_its_nox_is_that_of_the_tests(noxfile: ModuleType) -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (wanted,) = noxfile.wanted_nox()
    assert wanted in groups["dependency-groups"]["tests"]
    assert wanted.startswith(f"nox{noxfile.nox.needs_version}")


def test_its_python_is_that_of_the_project() -> None:
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f'# requires-python = "{project["requires-python"]}"\n' in text


def test_python_3_6_can_read_it() -> None:
    ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("name", ["__main__", "noxfile"])
def test_an_older_python_is_told_in_one_line(name: str) -> None:
    older = "import runpy, sys; sys.version_info = (3, 10, 13, 'final', 0); runpy.run_path('noxfile.py', run_name='{}')"
    done = subprocess.run(
        [sys.executable, "-c", older.format(name)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"Python 3\.11 or newer is needed, this is 3\.10\.13 \(.*\); uv brings one: .*\n", done.stderr)


def test_where_there_is_no_venv_one_line_says_so(
    noxfile: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(noxfile, "find_spec", lambda name: None)
    monkeypatch.setattr(noxfile, "working_uv", lambda: "")
    monkeypatch.setattr(noxfile, "place", lambda name: tmp_path / name)
    with pytest.raises(SystemExit, match="4"):
        noxfile.with_nox()
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"sudo apt install python{sys.version_info.major}.{sys.version_info.minor}-venv" in err
    assert "uv run noxfile.py grade" in err


def test_where_there_is_no_venv_uv_makes_one(noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noxfile, "find_spec", lambda name: None)
    monkeypatch.setattr(noxfile, "working_uv", lambda: "/opt/uv")
    make, fill = noxfile.private(Path("/e"), "/e/bin/python", ["nox"])
    assert make == ["/opt/uv", "venv", "-q", "--python", sys.executable, str(Path("/e"))]
    assert fill == ["/opt/uv", "pip", "install", "-q", "--python", "/e/bin/python", "nox"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(("code", "works"), [(0, True), (127, False)])
def test_a_stand_in_for_no_uv_is_no_uv(
    noxfile: ModuleType, code: int, works: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = tmp_path / "uv"
    uv.write_text(f"#!/bin/sh\nexit {code}\n")
    uv.chmod(0o755)
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert noxfile.working_uv() == (str(uv) if works else "")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (
            "Collecting\\nERROR: No match\\nERROR: No matching distribution found for nox.",
            "No matching distribution found for nox",
        ),
        ("error: Failed to fetch: `x`\\n  Caused by: dns error", "Failed to fetch: `x`"),
        ("one\\ntwo \\x1b[31m", "two  [31m"),
        ("", "exit code 3"),
    ],
)
def test_a_failure_is_told_in_one_line(noxfile: ModuleType, printed: str, told: str) -> None:
    step = [sys.executable, "-c", f"import sys; sys.stdout.write('{printed}'); sys.exit(3)"]
    assert noxfile.failure(step, ()) == told
    assert noxfile.failure([sys.executable, "-c", ""], ()) == ""


def test_no_folder_but_the_environments_own_is_installed_into(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in noxfile.HERE:
        monkeypatch.setenv(name, "1")
    seen = "import os, sys; sys.exit(' '.join(os.environ[name] or '-' for name in sys.argv[1:]))"
    assert noxfile.failure([sys.executable, "-c", seen, *noxfile.HERE], ()) == "0 - - - 1 1"


class Program:
    """A checkout in which the noxfile runs as a program of a Python outside of virtual environments.

    Its pip has no network and finds nox, a stand-in that runs as the graders do, in a folder, where there is one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root / "my katas"
        self.root.mkdir()
        shutil.copy(ROOT / "noxfile.py", self.root)
        self.envs = self.root / "envs"
        self.wheels = root / "wheels"
        self.wheels.mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV", "VIRTUAL_ENV"))},
            "KATAS_ENVDIR": "envs",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_USER": "1",
            "PYTHONPATH": str(root / "nowhere"),
        }

    def publish(self, main: str = f"import os\nprint(os.environ['{CALLED_AS}'])\n{STANDIN}") -> None:
        """Have pip find nox, which runs as ``main`` does."""
        about = "Metadata-Version: 2.1\nName: nox\nVersion: 2026.1.1\n"
        files = {
            "nox/__init__.py": "",
            "nox/__main__.py": main,
            "nox-2026.1.1.dist-info/METADATA": about,
            "nox-2026.1.1.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{name},,\n" for name in [*files, "nox-2026.1.1.dist-info/RECORD"])
        with zipfile.ZipFile(self.wheels / "nox-2026.1.1-py3-none-any.whl", "w") as wheel:
            for name, text in {**files, "nox-2026.1.1.dist-info/RECORD": record}.items():
                wheel.writestr(name, text)

    def start(self, *words: str, cwd: Path | None = None) -> subprocess.Popen[str]:
        """It runs, with its output to be read."""
        file = os.path.relpath(self.root / "noxfile.py", cwd or self.root)
        return subprocess.Popen(
            [sys._base_executable, file, *words],  # type: ignore[attr-defined]
            cwd=cwd or self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, cwd: Path | None = None) -> tuple[int, str, str]:
        """Its exit code and its output, once it has ended."""
        process = self.start(*words, cwd=cwd)
        out, err = process.communicate()
        return process.returncode, out, err

    @property
    def nox(self) -> Path:
        """The private environment."""
        (folder,) = [path for path in self.envs.iterdir() if path.is_dir()]
        return folder


@pytest.fixture
def program(tmp_path: Path) -> Program:
    if importlib.util.find_spec("ensurepip") is None:
        pytest.skip("this Python has no venv")
    return Program(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="what a killed process started does not hold its lock there")
def test_without_nox_it_makes_an_environment_once_and_hands_over(program: Program) -> None:
    """In one story, because to make an environment takes seconds: killed, offline, twice at once, offline again."""
    killed = program.start("grade", "5")
    while not (program.envs.is_dir() and any(path.is_dir() for path in program.envs.iterdir())):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    assert not (program.nox / "katas-stamp").exists()

    code, out, err = program.run("grade", "5")
    killed.communicate()
    assert (code, err.count("\n")) == (4, 1)
    assert re.match(r"Could not set up nox in .*: No matching distribution .* Is there a network\?", err)
    assert [path.suffix for path in program.envs.iterdir()] == [".lock"]

    program.publish()
    running = [program.start("grade", "02.04", str(code)) for code in (5, 6)]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [5, 6], said
    assert [err for _, err in said] == ["", ""]
    assert sum("Setting up nox in " in out for out, _ in said) == 1
    python = re.sub(r"\.exe$", "", Path(sys._base_executable).name)  # type: ignore[attr-defined]
    handed = ["-f", str(program.root / "noxfile.py"), "-s", "grade", "--", "02.04"]
    assert said[0][0].endswith(f"{python} noxfile.py\n{[*handed, '5']}\n")

    shutil.rmtree(program.wheels)
    elsewhere = program.root / "exercises"
    elsewhere.mkdir()
    code, out, err = program.run("grade", "02.04", "7", cwd=elsewhere)
    assert (code, err) == (7, "")
    assert out == f"{python} {os.path.join('..', 'noxfile.py')}\n{[*handed, '7']}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in environment is a symbolic link")
@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 130])
def test_in_an_environment_with_nox_it_needs_no_other(code: int, checkout: Path) -> None:
    if sys.prefix == sys.base_prefix:
        pytest.skip("these tests run outside of virtual environments")
    done = subprocess.run(
        [sys.executable, "noxfile.py", "grade", "running_total", str(code)],
        cwd=checkout,
        env={**os.environ, "KATAS_ENVDIR": "envs"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout == f"['grade', 'running_total', '{code}']\n"
    assert [path.name for path in (checkout / "envs").iterdir()] == [f"katas-{version()}"]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
@pytest.mark.parametrize("how", [">&-", "<&- >&-", "> /dev/full"])
def test_without_a_standard_output_it_is_set_up_and_handed_over(how: str, program: Program) -> None:
    program.publish("import sys\nprint(sys.stdout.isatty(), file=open('handed', 'w'))\n")
    command = f"{sys._base_executable} noxfile.py grade 02.04 {how}"  # type: ignore[attr-defined]
    done = subprocess.run(
        command, shell=True, cwd=program.root, env=program.environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert (program.root / "handed").read_text(encoding="utf-8") == "False\n"


def test_the_devcontainers_first_command_makes_the_interpreter_that_its_editor_is_told(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    image, version = container["image"].rsplit(":", 1)
    assert image.endswith("/python")  # its python3 is of this version
    first = shlex.split(container["postCreateCommand"])
    assert first[:2] == ["python3", "noxfile.py"]
    made: list[Path] = []

    def noted(folder: Path, *rest: object) -> str:
        made.append(folder)
        return str(folder)

    monkeypatch.setattr(noxfile, "ENVIRONMENTS", ".nox")  # nobody names another folder there
    monkeypatch.setattr(noxfile, "own_version", lambda: version)
    monkeypatch.setattr(noxfile, "environment", noted)
    monkeypatch.setattr(noxfile, "call", lambda *command: 0)
    noxfile.nox.registry.get()[first[2]].func(types.SimpleNamespace(python=None, posargs=first[3:]))
    told = container["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert told == f"${{containerWorkspaceFolder}}/{made[0].relative_to(ROOT).as_posix()}/bin/python"


class Look(types.SimpleNamespace):
    """A session that notes what it would run."""

    def __init__(self, folder: Path) -> None:
        super().__init__(posargs=["-x"], venv_backend="none", create_tmp=lambda: str(folder), ran=[])

    def run(self, *command: str, **options: object) -> None:
        self.ran.append((command, options))

    def skip(self, why: str) -> None:
        raise LookupError(why)


def look(noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path, *programs: str) -> Look:
    """The session `browser` on a machine that has these programs alone."""
    monkeypatch.chdir(ROOT)
    there = folder / "bin"
    there.mkdir()
    for name in programs:
        (there / name).write_text("", encoding="utf-8")
        (there / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(there))
    session = Look(folder)
    noxfile.nox.registry.get()["browser"].func(session)
    return session


@pytest.mark.skipif(sys.platform == "win32", reason="there a program has a suffix")
@pytest.mark.parametrize("named", ["", "/opt/other"])
def test_pages_are_looked_at_by_the_browser_that_is_found_or_named(
    named: str, noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KATAS_BROWSER", named)
    install, tests = look(noxfile, monkeypatch, tmp_path, "npm", "google-chrome").ran
    assert install[0][:2] == ("npm", "ci")
    assert {path.name for path in tmp_path.glob("*.json")} == {"package.json", "package-lock.json"}
    assert tests[0][-2:] == ("graders/tests/browser", "-x")
    found = named or str(tmp_path / "bin" / "google-chrome")
    assert tests[1]["env"] == {"KATAS_BROWSER": found, "NODE_PATH": str(tmp_path / "node_modules")}


@pytest.mark.parametrize("programs", [(), ("npm",), ("chromium",)])
def test_without_a_browser_the_session_is_skipped_by_name(
    programs: tuple[str, ...], noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("KATAS_BROWSER", raising=False)
    with pytest.raises(LookupError, match="needs npm and a Chromium"):
        look(noxfile, monkeypatch, tmp_path, *programs)


def test_what_looks_at_pages_has_exact_versions() -> None:
    folder = ROOT / "graders" / "tests" / "browser"
    asked = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert all(each["integrity"] for place, each in locked.items() if place)


def test_pages_are_looked_at_with_each_change() -> None:
    assert "nox -s browser\n" in (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")

"""Whatever a user has set, a grading grades; what is obeyed, set and dropped is told by docs/environment.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from graders.model.exercises import ROOT
from graders.tests.end_to_end.checkout import Checkout
from graders.tests.repositories import READS_ALL, REFERENCE, TESTS

PAGE = (ROOT / "docs" / "environment.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in environment is a shell script")

STOPS_PYTHON = (
    "PYTHONHOME",
    "PYTHONPLATLIBDIR",
    "PYTHONIOENCODING",
    "PYTHONHASHSEED",
    "PYTHONMALLOC",
    "PYTHONTRACEMALLOC",
    "PYTHONUTF8",
    "PYTHONINTMAXSTRDIGITS",
    "PYTHON_GIL",
    "PYTHON_CPU_COUNT",
    "PYTHON_TLBC",
    "PYTHON_THREAD_INHERIT_CONTEXT",
    "PYTHON_CONTEXT_AWARE_WARNINGS",
    "PYTHONEXECUTABLE",
    "PYTHON_PRESITE",
)
"""Nonsense that Python itself stops at, or that no line of ours can see: it acts before our first one."""

HOSTILE = {
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "ascii",
    "PYTHONMALLOC": "malloc",
    "PYTHONTRACEMALLOC": "20",
    "PYTHONUTF8": "0",
    "PYTHONINTMAXSTRDIGITS": "640",
    "PYTHON_CPU_COUNT": "1",
    "PYTHONWARNINGS": "error",
    "PYTHONOPTIMIZE": "2",
    "PYTHONPATH": "{hostile}",
    "PYTHONSTARTUP": "{hostile}/pytest.py",
    "PYTHONPYCACHEPREFIX": "/proc/nowhere",
    "PYTHONBREAKPOINT": "os.abort",
    "PYTEST_ADDOPTS": "-k nothing --lf --no-such-option",
    "PYTEST_PLUGINS": "a_plugin_of_nowhere",
    "PYTEST_THEME": "nonsense",
    "PYTEST_DEBUG_TEMPROOT": "/nowhere",
    "PYTEST_TIMEOUT": "0.001",
    "PYTEST_XDIST_AUTO_NUM_WORKERS": "99",
    "PY_COLORS": "1",
    "PIP_TARGET": "/nowhere",
    "PIP_PREFIX": "/nowhere",
    "PIP_NO_DEPS": "1",
    "PIP_DRY_RUN": "1",
    "PIP_PYTHON": "/nowhere",
    "PIP_REQUIRE_VIRTUALENV": "1",
    "PIP_CONSTRAINT": "/nowhere",
    "PIP_REQUIRE_HASHES": "1",
    "PIP_INDEX_URL": "http://127.0.0.1:9/",
    "UV_INDEX_URL": "http://127.0.0.1:9/",
    "UV_PYTHON": "2.7",
    "UV_PROJECT_ENVIRONMENT": "/nowhere",
    "UV_SYSTEM_PYTHON": "1",
    "UV_CONSTRAINT": "/nowhere",
    "UV_NO_BINARY": "1",
    "UV_CONFIG_FILE": "/nowhere",
    "VIRTUALENV_PYTHON": "/nowhere",
    "VIRTUALENV_SYSTEM_SITE_PACKAGES": "1",
    "GIT_DIR": "/nowhere",
    "GIT_WORK_TREE": "/nowhere",
    "GIT_INDEX_FILE": "/nowhere",
    "GIT_CONFIG_COUNT": "nonsense",
    "GIT_TRACE": "1",
    "GIT_SSH_COMMAND": "false",
    "NOXSESSION": "nonsense",
    "NOXPYTHON": "2.7",
    "NOXEXTRAPYTHON": "2.7",
    "NOXFORCEPYTHON": "2.7",
    "NOX_DEFAULT_VENV_BACKEND": "nonsense",
    "NOX_SCRIPT_MODE": "fresh",
    "NOX_ENABLE_STALENESS_CHECK": "1",
    "FORCE_COLOR": "1",
    "NO_COLOR": "1",
    "TTY_COMPATIBLE": "1",
    "TTY_INTERACTIVE": "1",
    "COLUMNS": "nonsense",
    "LINES": "-1",
    "TERM": "nonsense",
    "JUPYTER_COLUMNS": "nonsense",
    "UNICODE_VERSION": "1.0",
    "MALLOC_ARENA_MAX": "1",
    "VIRTUAL_ENV": "/nowhere",
}
"""Values that would change what happens if they were obeyed, or obeyed in the wrong place."""


def of_python() -> list[str]:
    """What this Python says that it hears of."""
    told = subprocess.run([sys.executable, "--help-env"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^(PYTHON\w+)", told, re.MULTILINE)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, noxfile: ModuleType) -> Checkout:
    """Two exercises, and an environment that is this Python's, made beforehand."""
    made = Checkout(tmp_path_factory.mktemp("environment") / "checkout")
    made.exercise(1, "running_total", READS_ALL.encode())
    made.exercise(
        2, "second_total", REFERENCE.replace("running", "second").encode(), TESTS.replace("running", "second")
    )
    made.copy("noxfile.py")
    folder = made.root / "envs" / f"katas-{noxfile.own_version()}"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    (folder / "bin" / "python").chmod(0o755)
    before = Path.cwd()
    os.chdir(made.root)
    try:
        noxfile.stamp(folder, noxfile.requirements("grade"))
    finally:
        os.chdir(before)
    hostile = made.root.parent / "hostile"
    hostile.mkdir()
    for name in ("pytest", "json", "nox", "rich"):
        (hostile / f"{name}.py").write_text("raise SystemExit('a module of the user ran')\n", encoding="utf-8")
    return made


def graded(checkout: Checkout, command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    hostile = str(checkout.root.parent / "hostile")
    given = {name: value.replace("{hostile}", hostile) for name, value in variables.items()}
    return subprocess.run(
        command,
        cwd=checkout.root,
        env={**checkout.environment, "KATAS_ENVDIR": "envs", **given},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def fifteen_of_twenty(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "15 of 20 points" in re.sub(r"\x1b\[[\d;]*m", "", done.stdout)
    assert "a module of the user ran" not in done.stdout + done.stderr


def test_every_name_of_python_is_tried_or_acts_before_our_first_line() -> None:
    assert len([name for name in of_python() if name not in STOPS_PYTHON]) > 10
    for name in STOPS_PYTHON:
        assert f"`{name}`" in PAGE


def test_with_all_of_them_set_at_once_it_grades(checkout: Checkout) -> None:
    quiet = ("PYTHONVERBOSE", "PYTHONPROFILEIMPORTTIME", "PYTHONDUMPREFS", "PYTHONDEBUG")  # for themselves, below
    simple = {name: "1" for name in of_python() if name not in {*STOPS_PYTHON, *HOSTILE, *quiet}}
    fifteen_of_twenty(graded(checkout, [sys.executable, "noxfile.py", "grade"], {**simple, **HOSTILE}))


@pytest.mark.parametrize("name", ["PYTHONVERBOSE", "PYTHONPROFILEIMPORTTIME", "PYTHONDEBUG", "PYTHONINSPECT"])
def test_what_has_python_talk_is_not_handed_on(name: str, checkout: Checkout) -> None:
    fifteen_of_twenty(graded(checkout, [sys.executable, "noxfile.py", "grade"], {name: "1"}))


def test_called_without_nox_it_grades_too(checkout: Checkout) -> None:
    """Python's own variables aside: without the noxfile, they have acted already."""
    given = {name: value for name, value in HOSTILE.items() if not name.startswith("PYTHON")}
    fifteen_of_twenty(graded(checkout, [sys.executable, "-m", "graders", "grade"], given))


def test_nothing_else_reaches_a_child(checkout: Checkout, noxfile: ModuleType) -> None:
    program = "import os, runpy, sys; sys.argv = ['nox', '-l']; runpy.run_path('noxfile.py', run_name='noxfile'); "
    program += "print(' '.join(sorted(os.environ)))"
    simple = dict.fromkeys(of_python(), "")
    done = graded(
        checkout, [sys.executable, "-c", program], {**HOSTILE, **simple, "SECRET_TOKEN": "x", "LD_PRELOAD": ""}
    )
    left = set(done.stdout.split())
    assert {"PATH", "KATAS_ENVDIR", "PIP_INDEX_URL", "UV_INDEX_URL", "NO_COLOR"} <= left
    dropped = re.compile(r"PYTHON|PYTEST|PY_|GIT_|NOX|VIRTUALENV_|MALLOC|SECRET|LD_PRELOAD")
    assert not [name for name in left if dropped.match(name)]
    assert not left & {"PIP_TARGET", "PIP_NO_DEPS", "PIP_CONSTRAINT", "UV_PYTHON", "UV_CONSTRAINT", "UV_NO_BINARY"}


def test_the_page_lists_what_is_obeyed(noxfile: ModuleType) -> None:
    section = PAGE.partition("## Obeyed")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`([A-Z][A-Z_*]*)`", "".join(rows))) == set(noxfile.OBEYED)
    assert len(set(noxfile.OBEYED)) == len(noxfile.OBEYED)


def test_the_page_lists_what_is_set(noxfile: ModuleType) -> None:
    section = PAGE.partition("## Set")[2].partition("\n## ")[0]
    assert set(noxfile.HERE) | {noxfile.CALLED_AS} <= set(re.findall(r"`([A-Z_]+)", section))


@pytest.mark.parametrize(
    "given",
    [
        {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"},
        {"PIP_PROXY": "http://127.0.0.1:9", "PIP_RETRIES": "0", "PIP_INDEX_URL": "http://example.invalid/simple"},
        {"PIP_CERT": "/nowhere.pem", "PIP_RETRIES": "0", "PIP_INDEX_URL": "https://127.0.0.1:9/simple"},
        {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/nowhere"},
    ],
    ids=lambda given: next(iter(given)),
)
def test_the_installer_obeys_and_what_is_wrong_is_one_line(
    given: dict[str, str], checkout: Checkout, tmp_path: Path
) -> None:
    """By pip: uv is left out, by a name that is no program."""
    environment = {**given, "UV": "/nowhere/uv", "KATAS_ENVDIR": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    done = graded(checkout, [sys.executable, "noxfile.py", "grade"], environment)
    assert done.returncode == 4, done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("Could not set up the graders in ")
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]
